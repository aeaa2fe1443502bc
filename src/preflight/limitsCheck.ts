/** How much of the org's rate limits this credential may use, from the headers of the checks before. */
import { list, number, record, text } from '../json';
import { endpoint, isOktaApiError } from '../okta';
import type { Check, CheckContext, CheckResult } from './check';
import { firstPage } from './credentials';
import { isPublished, RATE_LIMITS_MENU, sharesOf } from './shares';

/** Below it a run takes more than five times as long as it could. */
const SCANT_SHARE = 0.2;

/** How much of the org's limits the credential gets, as far as its answers show. */
export const limitsCheck: Check = {
  id: 'limits',
  title: 'Rate limits',
  run: async (context) => {
    const { plan, buckets } = sharesOf(context.okta.snapshot());
    if (buckets.length === 0) {
      return {
        status: 'warn',
        finding: 'Okta reports none',
        meaning: 'A run goes on without knowing how much it may ask for.',
        remedy: 'Check whether a proxy between here and Okta removes the X-Rate-Limit headers.',
      };
    }
    const configured = await configuredShare(context);
    const known = buckets.flatMap(({ share }) => (share === undefined ? [] : [share]));
    const least = configured ?? (known.length === 0 ? undefined : Math.min(...known));
    const telling = buckets.filter(({ bucket }) => isPublished(bucket));
    return judge(context, telling.map(limitText), plan, least);
  },
};

function limitText({ bucket, limit }: { bucket: string; limit: number }): string {
  return `${bucket.replace('/api/v1/', '')} ${limit.toLocaleString('en-US')}`;
}

function judge(
  { settings }: CheckContext,
  limits: readonly string[],
  plan: string | undefined,
  share: number | undefined,
): CheckResult {
  const part = share === undefined ? '' : `${Math.round(share * 100)} % of `;
  const whose = plan === undefined ? "the org's limits" : `the ${plan} limits`;
  const finding = `${part}${whose}, calls a minute: ${limits.join(', ')}`;
  if (share === undefined || share >= SCANT_SHARE) return { status: 'ok', finding };
  const where = RATE_LIMITS_MENU[settings.credentials.kind];
  return {
    status: 'warn',
    finding,
    meaning: 'Complete, but a run takes long.',
    remedy: `Raise the credential's share of the limits (${where}).`,
  };
}

/**
 * The share that is configured for an OAuth app, where the app may read it. An API token is listed by an
 * id that its holder does not know.
 */
async function configuredShare({ okta, settings }: CheckContext): Promise<number | undefined> {
  const { credentials } = settings;
  if (credentials.kind !== 'oauth') return undefined;
  try {
    const entries = await firstPage(okta, {
      endpoint: endpoint`/api/v1/principal-rate-limits`,
      query: { filter: 'principalType eq "OAUTH_CLIENT"' },
      limit: 50,
    });
    const own = list(entries)
      .map(record)
      .find(({ principalId }) => text(principalId) === credentials.clientId);
    const percentage = number(own?.defaultPercentage);
    return percentage === undefined ? undefined : percentage / 100;
  } catch (error) {
    if (!isOktaApiError(error)) throw error;
    return undefined;
  }
}
