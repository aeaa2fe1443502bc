/** Properties that the graph holds under two names: an earlier one for those who ask by it, and the current one. */

/** The current name by the earlier one. Source: docs/jupiterone.md. */
const CURRENT: ReadonlyMap<string, string> = new Map([
  ['active', 'isActive'],
  ['mfaEnabled', 'isMfaEnabled'],
  ['created', 'createdOn'],
  ['activated', 'activatedOn'],
  ['statusChanged', 'statusChangedOn'],
  ['lastLogin', 'lastLoginOn'],
  ['lastUpdated', 'lastUpdatedOn'],
  ['lastMembershipUpdated', 'lastMembershipUpdatedOn'],
  ['passwordChanged', 'passwordChangedOn'],
]);

/** The names without those whose current twin is among them. */
export function currentNames(names: readonly string[]): readonly string[] {
  const all = new Set(names);
  return names.filter((name) => !all.has(CURRENT.get(name) ?? ''));
}
