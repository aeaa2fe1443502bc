/** How large a generated org is, and the ids that follow from positions. */
import type { OrgFacts } from '../types';

export interface GeneratedOrgOptions {
  /** Default 1,000. */
  users?: number;
  /** `Everyone` among them; default a tenth of the users. */
  groups?: number;
  /** Default 40. */
  apps?: number;
  /** Default a fifth of the users. */
  devices?: number;
  /** Without those of `Everyone`; default ten per user. */
  memberships?: number;
  rules?: number;
  /** Users with an administrator role of their own; default one in 200. */
  admins?: number;
  /** Groups with an administrator role; default 2. */
  adminGroups?: number;
  /** Default 1.5. */
  factorsPerUser?: number;
  /** Applications assigned to `Everyone`; default 1. */
  everyoneApps?: number;
  /** Most groups assigned to one application; default 4. */
  groupsPerApp?: number;
  /** Users assigned directly to each application; default 5. */
  directUsersPerApp?: number;
  /** Applications of AWS account federation; default one in ten. */
  awsApps?: number;
  /** Of all types; default 25 for 600 users, 90 for 10,000, and at least one of each type. */
  policies?: number;
  seed?: number;
  /** The org's present, ms since the epoch; default now. */
  now?: number;
  facts?: Partial<OrgFacts>;
}

/** The options with nothing left open. */
export type Scale = Required<Omit<GeneratedOrgOptions, 'facts'>>;

/** Prefix, nine characters of position and a constant: ids sort as their positions do. */
export function generatedId(prefix: string, position: number): string {
  return `${prefix}g${position.toString(36).padStart(9, '0')}000g0h7`;
}

/** Larger orgs have more policies, but by far not in proportion. */
function policiesFor(users: number): number {
  return Math.min(300, Math.round(25 + Math.max(0, (users - 600) / 9400) * 65));
}

export function scaleOf(options: GeneratedOrgOptions): Scale {
  const users = options.users ?? 1000;
  const apps = options.apps ?? 40;
  return {
    users,
    apps,
    groups: options.groups ?? Math.max(2, Math.floor(users / 10)),
    devices: options.devices ?? Math.floor(users / 5),
    memberships: options.memberships ?? users * 10,
    rules: options.rules ?? 10,
    admins: options.admins ?? Math.ceil(users / 200),
    adminGroups: options.adminGroups ?? 2,
    factorsPerUser: options.factorsPerUser ?? 1.5,
    everyoneApps: options.everyoneApps ?? 1,
    groupsPerApp: options.groupsPerApp ?? 4,
    directUsersPerApp: options.directUsersPerApp ?? 5,
    awsApps: options.awsApps ?? Math.floor(apps / 10),
    policies: options.policies ?? policiesFor(users),
    seed: options.seed ?? 1,
    now: options.now ?? Date.now(),
  };
}
