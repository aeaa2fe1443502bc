/** Which org to collect: the one that the environment or `.env` names, or the sample org. */
import type {
  IntegrationInstance,
  IntegrationInstanceConfigFieldMap,
  IntegrationInvocationConfig,
  StepMetadata,
} from '@jupiterone/integration-sdk-core';
import { createIntegrationInstanceForLocalExecution } from '@jupiterone/integration-sdk-runtime';

import { instanceConfigFields, type IntegrationConfig } from '../../src/config';
import { ingestionConfig, isIngestionSourceId } from '../../src/ingestion';

export type Instance = IntegrationInstance<IntegrationConfig>;

/** What names an org or gets into one; any of them means that a real org is wanted. */
const CONNECTION: readonly (keyof IntegrationConfig)[] = [
  'oktaOrgUrl',
  'oktaApiKey',
  'oktaClientId',
  'oktaPrivateKey',
  'oktaKeyId',
];

/**
 * The instance as `j1-integration collect` makes it from the environment, except that nothing is
 * required: `isConfigured` says whether a real org is meant. Throws the SDK's error for a value that it
 * cannot convert, and an error of its own for a source that does not exist: a slip of the pen would
 * otherwise leave on what was to be switched off.
 */
export function readInstance(config: IntegrationInvocationConfig<IntegrationConfig>): {
  readonly instance: Instance;
  readonly isConfigured: boolean;
} {
  const optional: IntegrationInstanceConfigFieldMap<IntegrationConfig> = Object.assign(
    {},
    instanceConfigFields,
    { oktaOrgUrl: { ...instanceConfigFields.oktaOrgUrl, optional: true } },
  );
  const instance = createIntegrationInstanceForLocalExecution({
    integrationSteps: config.integrationSteps,
    instanceConfigFields: optional,
  });
  refuseUnknownSources(instance);
  const given: IntegrationConfig = instance.config;
  const isConfigured = CONNECTION.some((field) => String(given[field] ?? '').trim() !== '');
  return { instance: { ...instance, config: given }, isConfigured };
}

function refuseUnknownSources({ disabledSources = [] }: IntegrationInstance): void {
  const unknown = disabledSources
    .map(({ ingestionSourceId }) => ingestionSourceId)
    .filter((id) => !isIngestionSourceId(id));
  if (unknown.length === 0) return;
  throw new Error(
    `DISABLED_INGESTION_SOURCES names no such source: ${unknown.join(', ')}. ` +
      `Choose from ${Object.keys(ingestionConfig).join(', ')}, separated by commas.`,
  );
}

/** The same instance, pointed at the sample org. */
export function sampleInstance(
  instance: Instance,
  { url, apiToken }: { readonly url: string; readonly apiToken: string },
): Instance {
  return { ...instance, config: { ...instance.config, oktaOrgUrl: url, oktaApiKey: apiToken } };
}

/** What to call the org before it has said its own name. */
export function titleOf(instance: Instance): string {
  const written = (instance.config.oktaOrgUrl ?? '').trim().replace(/^[a-z]+:\/\//i, '');
  return written.replace(/^[^@/]*@/, '').replace(/\/.*$/, '') || 'an Okta org';
}

/** The steps that the instance's switches leave out, with those that depend on them. */
export function disabledSteps(instance: Instance, steps: readonly StepMetadata[]): string[] {
  const sources = new Set(instance.disabledSources?.map((source) => source.ingestionSourceId));
  const disabled = new Set<string>();
  // Steps stand in any order, so the list is gone through until nothing is added.
  for (let before = -1; before < disabled.size;) {
    before = disabled.size;
    for (const { id, ingestionSourceId, dependsOn = [] } of steps) {
      const own = ingestionSourceId !== undefined && sources.has(ingestionSourceId);
      if (own || dependsOn.some((dependency) => disabled.has(dependency))) disabled.add(id);
    }
  }
  return [...disabled];
}
