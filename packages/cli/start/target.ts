/** Which org to collect: the one that the environment or `.env` names, or the sample org. */
import type {
  IntegrationInstance,
  IntegrationInstanceConfigFieldMap,
  IntegrationInvocationConfig,
  StepMetadata,
} from '@jupiterone/integration-sdk-core';
import { createIntegrationInstanceForLocalExecution } from '@jupiterone/integration-sdk-runtime';

import { instanceConfigFields, type IntegrationConfig } from '../../../src/config';
import { ingestionConfig, isIngestionSourceId } from '../../../src/ingestion';
import { visible } from '../../../src/visible';

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
 * required: `isConfigured` says whether a real org is meant. Throws for a source that does not exist: a
 * slip of the pen would otherwise leave on what was to be switched off.
 */
export function readInstance(config: IntegrationInvocationConfig<IntegrationConfig>): {
  readonly instance: Instance;
  readonly isConfigured: boolean;
} {
  const instance = createIntegrationInstanceForLocalExecution({
    integrationSteps: config.integrationSteps,
    instanceConfigFields: asText(instanceConfigFields),
  });
  refuseUnknownSources(instance);
  const given: IntegrationConfig = instance.config;
  const isConfigured = CONNECTION.some((field) => String(given[field] ?? '').trim() !== '');
  return { instance: { ...instance, config: given }, isConfigured };
}

/** Every field optional and as it is written: what is wrong with a value, the integration says best. */
function asText(
  fields: IntegrationInstanceConfigFieldMap<IntegrationConfig>,
): IntegrationInstanceConfigFieldMap {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { mask = false }]) => [
      name,
      { type: 'string', optional: true, mask } as const,
    ]),
  );
}

function refuseUnknownSources({ disabledSources = [] }: IntegrationInstance): void {
  const unknown = disabledSources
    .map(({ ingestionSourceId }) => ingestionSourceId)
    .filter((id) => !isIngestionSourceId(id));
  if (unknown.length === 0) return;
  throw new Error(
    `DISABLED_INGESTION_SOURCES names unknown sources: ${unknown.join(', ')}. ` +
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
  return visible(written.replace(/^[^@/]*@/, '').replace(/\/.*$/, '')) || 'an Okta org';
}

/** A step that will not run, and why: `off: source devices`. */
export interface StepOff {
  readonly id: string;
  readonly reason: string;
}

/** The steps that the instance's switches leave out, with those that depend on them. */
export function disabledSteps(instance: Instance, steps: readonly StepMetadata[]): StepOff[] {
  const sources = new Set(instance.disabledSources?.map((source) => source.ingestionSourceId));
  const disabled = new Map<string, string>();
  // Steps stand in any order, so the list is gone through until nothing is added.
  for (let before = -1; before < disabled.size;) {
    before = disabled.size;
    for (const { id, ingestionSourceId: source, dependsOn = [] } of steps) {
      if (disabled.has(id)) continue;
      const needed = dependsOn.find((dependency) => disabled.has(dependency));
      if (source !== undefined && sources.has(source)) disabled.set(id, `off: source ${source}`);
      else if (needed !== undefined) disabled.set(id, `off: needs ${needed}`);
    }
  }
  return [...disabled].map(([id, reason]) => ({ id, reason }));
}
