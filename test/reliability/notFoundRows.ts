/** HTTP 404: when it means that an object was deleted, and when it proves nothing. */
import { SAMPLE_NOW } from '../harness/collect';
import { sampleOrg, type Fault, type FaultKind } from '../../packages/local-okta';
import { userId } from '../../packages/local-okta/sample/people';
import { MFA_ENABLED, ROLE_ASSIGNMENTS, STEP, typesOf, type Row, type Section } from './row';
import { withUnlistedUser } from './unlistedUsers';

const HTML: FaultKind = { kind: 'status', status: 404, body: 'html' };
const EMPTY: FaultKind = { kind: 'status', status: 404, body: 'empty' };

const ORG = sampleOrg({ now: SAMPLE_NOW });
const NEWCOMERS = Array.from({ length: ORG.users.size }, (_, index) => ORG.users.at(index))
  .filter(({ status }) => status === 'STAGED' || status === 'PROVISIONED')
  .flatMap(({ id }) => (typeof id === 'string' ? [id] : []));

const factorsOf = (user: string): RegExp => new RegExp(`/users/${userId(user)}/factors$`);

/** Newcomers apart, of whom 404 is no loss, so that the number lost does not depend on who comes first. */
const FACTORS = new RegExp(`/users/(?!${NEWCOMERS.join('|')})[^/]+/factors$`);

/** The path answers two calls about factors and then no more, or no more for a while. */
function midway(fault: string, kind: FaultKind, until?: number): Row {
  const struck: Fault = { ...kind, on: FACTORS, from: 3, ...(until !== undefined && { until }) };
  return {
    fault,
    where: '`/api/v1/users/{id}/factors`',
    org: { faults: [struck] },
    ...ON_FACTORS,
  };
}

const ON_FACTORS = { fails: [STEP.factors], changed: MFA_ENABLED };

export const NOT_FOUND: Section = {
  title: 'Not found',
  introduction:
    'The path has answered others before. A few objects count as deleted if Okta says so itself (E0000007), ' +
    'but none if they are too many. With any other 404, no object does.',
  rows: [
    {
      fault: '404 (E0000007), as where they are gone',
      where: 'factors of three users',
      org: {
        faults: ['ana', 'bo', 'rosa'].map((user) => ({ kind: 'notFound', on: factorsOf(user) })),
      },
      gone: typesOf([STEP.factors]),
      changed: MFA_ENABLED,
    },
    {
      fault: '404 with the HTML of a proxy',
      where: 'factors of one user',
      org: { faults: [{ ...HTML, on: factorsOf('ana') }] },
      ...ON_FACTORS,
    },
    midway('404 (E0000007) from the third call on', { kind: 'notFound' }),
    midway('404 (E0000007) for 20 calls', { kind: 'notFound' }, 22),
    midway('404 with the HTML of a proxy from the third call on', HTML),
    midway('404 without a body for 20 calls', EMPTY, 22),
    {
      fault: '404 with the HTML of a proxy from the third call on',
      where: '`/api/v1/groups/{id}/roles`',
      org: { faults: [{ ...HTML, on: '/api/v1/groups/{id}/roles', from: 3 }] },
      fails: [STEP.roles, STEP.groupRoles, ...ROLE_ASSIGNMENTS],
      warnings: 4,
    },
    {
      fault: 'assignments and roles of a user that no list has, who is answered 404 without a body',
      where: 'applications and administrators',
      org: { org: withUnlistedUser(), faults: [{ ...EMPTY, on: '/api/v1/users/{id}' }] },
      warnings: 1,
    },
  ],
};
