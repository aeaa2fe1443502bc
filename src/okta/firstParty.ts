/**
 * Okta's own applications: the admin console, the dashboard, the browser plugin, Workflows and others. Okta's
 * list of applications does not always have them (cartography reads them by their ids). `okta_org2org`
 * connects two orgs and is an application like others.
 */
const FIRST_PARTY = /^(?:saasure|flow|okta_(?!org2org$).*)$/;

/** Whether an application of this name is Okta's own. */
export function isFirstParty(name: string | undefined): boolean {
  return name !== undefined && FIRST_PARTY.test(name);
}
