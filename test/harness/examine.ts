/** Makes the checks of the doctor against an org, and hands over what each found. */
import { createInvocationConfig } from '../../src';
import type { IntegrationConfig } from '../../src/config';
import { createOktaClient } from '../../src/okta';
import {
  discoverOrg,
  examine,
  predict,
  type CheckResult,
  type Prediction,
} from '../../src/preflight';
import type { LocalOkta } from '../../packages/local-okta';

/** The scopes of all steps. */
export const SCOPES = [
  ...new Set(
    createInvocationConfig().integrationSteps.flatMap(
      ({ authorization }) => authorization?.oauthScopes ?? [],
    ),
  ),
];

export interface Examination {
  readonly results: Readonly<Record<string, CheckResult>>;
  readonly prediction: Prediction | undefined;
  readonly requests: readonly { readonly method: string; readonly template: string }[];
}

export interface ExamineOptions {
  readonly config?: Partial<IntegrationConfig>;
  /** As the org's service app instead of with its API token. */
  readonly oauth?: boolean;
  /** Ingestion sources that are switched off. */
  readonly off?: readonly string[];
}

/** Examines an org that is already running. Nothing is tried twice. */
export async function examineAt(
  okta: LocalOkta,
  { config = {}, oauth, off = [] }: ExamineOptions = {},
): Promise<Examination> {
  const credentials =
    oauth === true
      ? {
          oktaClientId: okta.oauth.clientId,
          oktaPrivateKey: JSON.stringify(okta.oauth.privateKeyJwk),
        }
      : { oktaApiKey: okta.apiToken };
  const examination = examine(
    { oktaOrgUrl: okta.url, ...credentials, ...config },
    {
      isEnabled: (source) => !off.includes(source),
      scopesNeeded: () => SCOPES,
      now: () => Date.now(),
      discover: discoverOrg,
      open: ({ settings, org: identity, scopes }) => {
        const { credentials: own, rateLimitThreshold } = settings;
        return createOktaClient({
          org: identity,
          rateLimitThreshold,
          credentials: own.kind === 'token' ? own : { ...own, scopes },
          retryBudget: { attempts: 1 },
        });
      },
    },
  );
  const results: Record<string, CheckResult> = {};
  for (;;) {
    const step = await examination.next();
    if (step.done === true) {
      const { context } = step.value;
      const prediction = context === undefined ? undefined : predict(context);
      return { results, prediction, requests: okta.counters.requests };
    }
    results[step.value.id] = step.value.result;
  }
}
