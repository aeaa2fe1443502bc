/** The org itself, and what is said about its tokens. */
import { ok, type Call, type Route } from '../call';
import { OktaError } from '../errors';
import { linked, pageOf } from '../paging';
import { parseExpression } from '../search';
import { orgUrl, type Json, type JsonObject } from '../types';

function wellKnown(call: Call) {
  const { facts } = call.world.source;
  const links: JsonObject = { organization: { href: orgUrl(facts) } };
  if (facts.customDomain !== undefined) {
    links['alternate'] = { href: `https://${facts.customDomain}` };
  }
  return ok({
    id: facts.id,
    _links: links,
    pipeline: facts.pipeline,
    settings: { analyticsCollectionEnabled: false, bugReportingEnabled: true, omEnabled: false },
  });
}

function org(call: Call) {
  const { facts } = call.world.source;
  const base = `${orgUrl(facts)}/api/v1/org`;
  return ok({
    ...facts.settings,
    id: facts.id,
    subdomain: facts.subdomain,
    _links: {
      preferences: { href: `${base}/preferences` },
      uploadLogo: { href: `${base}/logo`, hints: { allow: ['POST'] } },
      oktaCommunication: { href: `${base}/privacy/oktaCommunication` },
      logo: { href: `${base}/logo` },
      oktaSupport: { href: `${base}/privacy/oktaSupport` },
      contacts: { href: `${base}/contacts` },
    },
  });
}

function support(call: Call) {
  const { facts } = call.world.source;
  const base = `${orgUrl(facts)}/api/v1/org/privacy/oktaSupport`;
  const link = (name: string): Json => ({
    href: `${base}/${name}`,
    hints: { allow: ['POST'] },
  });
  return ok({
    ...facts.support,
    _links: { extend: link('extend'), revoke: link('revoke'), grant: link('grant') },
  });
}

function principalRateLimits(call: Call) {
  const filter = call.query.get('filter');
  if (filter === null) throw new OktaError('E0000028', ['filter']);
  const accept = parseExpression(filter, { attributes: ['principalType', 'principalId'] });
  const { principalRateLimits: limits } = call.world.source;
  const page = pageOf(call, limits, { defaultLimit: 20, maxLimit: 50 }, accept);
  return linked(call, page.items, page.next);
}

const get: Pick<Route, 'method' | 'scope' | 'role' | 'empty'> = { method: 'GET', empty: [] };

export const orgRoutes: readonly Route[] = [
  { ...get, template: '/.well-known/okta-organization', handler: wellKnown, empty: {} },
  { ...get, template: '/api/v1/org', scope: 'okta.orgs.read', handler: org, empty: {} },
  {
    ...get,
    template: '/api/v1/org/privacy/oktaSupport',
    scope: 'okta.orgs.read',
    role: 'super',
    handler: support,
    empty: {},
  },
  {
    ...get,
    template: '/api/v1/principal-rate-limits',
    scope: 'okta.principalRateLimits.read',
    handler: principalRateLimits,
  },
];
