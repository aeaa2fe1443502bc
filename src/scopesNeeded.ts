/** Which OAuth scopes a run asks for: those of the steps that can run, and no others. */
import { isIngestionSourceId } from './ingestion';
import { needsOf } from './permissions';
import type { Switches } from './run/run';
import { integrationSteps } from './steps';
import { CHANGED_FACTORS_STEP } from './steps/factors/model';

/** In alphabetical order. Okta may refuse a whole token for one scope that is not granted. */
export function scopesNeeded({ isEnabled, mfaCollectionMode }: Switches): string[] {
  const steps = integrationSteps.filter(({ id, ingestionSourceId: source }) => {
    if (id === CHANGED_FACTORS_STEP && mfaCollectionMode === 'full') return false;
    return source === undefined || !isIngestionSourceId(source) || isEnabled(source);
  });
  const endpoints = steps.flatMap(({ authorization }) => authorization?.endpoints ?? []);
  const asked = endpoints
    .map(needsOf)
    .filter(({ source }) => source === undefined || isEnabled(source));
  return [...new Set(asked.map(({ oauthScope }) => oauthScope))].sort();
}
