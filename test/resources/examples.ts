/** Made-up definitions that use everything a definition may say; Okta has none of these. */
import { SUPER_ADMIN } from '../../src/adminRoles';
import { record, text, texts, type JsonObject } from '../../src/json';
import {
  defineResource,
  type EdgeDefinition,
  type EntityDefinition,
} from '../../src/resources/defineResource';
import {
  address,
  at,
  boolean,
  constant,
  count,
  days,
  ids,
  json,
  minutes,
  named,
  string,
  strings,
  time,
} from '../../src/resources/fields';
import { linkedId } from '../../src/run/wire';

/** The two types of groups: an edge to a group needs both. */
const GROUPS = ['okta_user_group', 'okta_app_user_group'];

const LICENCES = {
  id: 'licences',
  title: 'Licences',
  description: 'Licences and who has them.',
} as const;

const PERMISSION = {
  title: 'Licences',
  scope: 'okta.licences.read',
  reference: 'licence',
  withoutIt: 'No licences.',
} as const;

const COMMON = {
  priority: count('priority'),
  isDefault: boolean('system'),
  // Over all that the same query lists.
  sameTypeCount: count((_, { siblings }) => siblings?.length),
  ...ids('group', 'conditions.people.groups.include'),
};

const RAW = { id: true, name: true, type: true, conditions: true } as const;

/** The rules that Okta embedded; undefined where they could not be read. */
const rulesOf = (licence: JsonObject): readonly JsonObject[] | undefined => {
  const rules = at(licence, '_embedded.rules');
  return Array.isArray(rules) ? rules.map(record) : undefined;
};

const ENTITIES: readonly EntityDefinition[] = [
  {
    type: 'okta_site_licence',
    class: 'PasswordPolicy',
    description: 'A licence for everybody',
    words: ['site licence', 'Site licences'],
    icon: 'policy',
    when: ({ type }) => type === 'SITE',
    fields: {
      ...COMMON,
      // Over the children; absent where they are not known.
      allowsEverything: boolean((licence) =>
        rulesOf(licence)?.some(({ access }) => access === 'ALL'),
      ),
      ruleCount: count((licence) => rulesOf(licence)?.length),
    },
    raw: RAW,
  },
  {
    type: 'okta_licence',
    class: 'ControlPolicy',
    description: 'Any other licence',
    words: ['licence', 'Licences'],
    icon: 'policy',
    fields: { ...COMMON, category: constant('config'), url: address('documents.url') },
    raw: { ...RAW, settings: { password: { age: true } } },
  },
];

const people = (path: string) => (rule: JsonObject) => texts(at(rule, path));

/** Included and excluded zones are one edge each: the condition is in the key. */
const zones: EdgeDefinition = {
  class: 'USES',
  to: 'okta_network_zone',
  keyedBy: 'condition',
  properties: { condition: 'string' },
  ends: (rule) => [
    ...named(at(rule, 'network.include'), { condition: 'include' }),
    ...named(at(rule, 'network.exclude'), { condition: 'exclude' }),
  ],
};

/** Several types from one list by query, children, edges both ways. */
export const licences = defineResource({
  id: 'licences',
  // Rules refer to a licence by its name, too.
  knownAs: ({ name }) => text(name),
  list: {
    path: '/api/v1/licences',
    queries: ({ pipeline }) =>
      (pipeline === 'v1' ? ['SITE'] : ['SITE', 'SEAT']).map((type) => ({ type })),
    isWhole: true,
    // One kind that the org has not: the others go on.
    notAvailable: [{ status: 400, errorCode: 'E0000001' }],
  },
  permission: PERMISSION,
  source: LICENCES,
  entity: ENTITIES,
  embedded: { rules: { path: '/api/v1/licences/{id}/rules' } },
  edges: [
    {
      class: 'ASSIGNED',
      to: GROUPS,
      type: 'okta_licence_assigned_group',
      ends: people('conditions.people.groups.include'),
    },
    {
      class: 'TRUSTS',
      from: 'okta_account',
      // Of the two types, one has this edge.
      ofTypes: ['okta_site_licence'],
      ends: ({ status }) => (status === 'ACTIVE' ? ['this'] : []),
    },
  ],
  children: [
    {
      id: 'licence-rules',
      at: '_embedded.rules',
      belongsTo: {
        type: 'okta_licence_has_rule',
        properties: { priority: 'number' },
        values: ({ priority }) => ({
          priority: typeof priority === 'number' ? priority : undefined,
        }),
      },
      embedded: { terms: { path: '/api/v1/licences/{id}/rules/{id}/terms', isObject: true } },
      entity: {
        type: 'okta_licence_rule',
        class: 'Rule',
        description: 'One rule of a licence',
        words: ['licence rule', 'Licence rules'],
        icon: 'policy',
        fields: {
          content: json('conditions', 'JSON', { people: true, password: { minLength: true } }),
          reauthenticateIn: string('every'),
          reauthenticateMinutes: minutes('every'),
          keptDays: days('_embedded.terms.kept'),
          seenOn: time('lastSeen'),
          appIds: strings('apps'),
          parentName: string((_, { parent }) => parent?.record.name),
        },
        raw: { id: true, every: true },
      },
      edges: [
        zones,
        {
          class: 'USES',
          to: ['okta_site_licence', 'okta_licence'],
          type: 'okta_licence_rule_uses_licence',
          ends: ({ basedOn }) => named(basedOn),
        },
        {
          class: 'LIMITS',
          from: 'okta_user',
          type: 'okta_user_limits_licence_rule',
          ends: people('people.users.exclude'),
        },
      ],
    },
  ],
});

/** One call for each of some applications, after everything else in the bucket; off by default. */
export const certificates = defineResource({
  id: 'licence-keys',
  of: 'applications',
  when: ({ signOnMode, status }) => signOnMode === 'SAML_2_0' && status === 'ACTIVE',
  permission: {
    ...PERMISSION,
    id: 'app-keys',
    title: 'Keys of applications',
    adminRoles: [SUPER_ADMIN],
  },
  source: { ...LICENCES, id: 'app-keys', defaultsToDisabled: true },
  embedded: {
    keys: {
      path: '/api/v1/apps/{id}/credentials/licences',
      isLast: true,
      // No key is an answer, not an application that is gone.
      notAvailable: [{ status: 404, errorCode: 'E0000007' }],
    },
  },
  children: [
    {
      id: 'licence-key',
      at: '_embedded.keys',
      idOf: ({ kid }) => text(kid),
      key: ({ type, id, parent }) => `${type}:${parent?.id ?? ''}:${id}`,
      belongsTo: { type: 'okta_application_has_licence_key' },
      step: { id: 'fetch-licence-keys', name: 'Fetch Licence Keys' },
      entity: {
        type: 'okta_licence_key',
        class: 'Key',
        alsoClass: ['NHI'],
        description: 'A key',
        words: ['licence key', 'Licence keys'],
        icon: 'token',
        fields: {
          status: constant('active'),
          nhiType: constant('credential'),
          expiresOn: time('expiresAt'),
          isCurrent: boolean(({ kid }, { parent }) =>
            parent === undefined ? undefined : kid === at(parent.record, 'credentials.signing.kid'),
          ),
        },
        raw: { kid: true },
      },
    },
  ],
});

/** An edge that the application's record states, without any call. */
export const applicationLicences = defineResource({
  id: 'application-licences',
  title: 'Applications',
  of: 'applications',
  source: LICENCES,
  edges: [
    {
      class: 'PROTECTS',
      from: ['okta_site_licence', 'okta_licence'],
      type: 'okta_licence_protects_application',
      ends: ({ _links }) => {
        const id = linkedId(record(_links).licence);
        return id === undefined ? [] : [id];
      },
    },
    {
      class: 'USES',
      to: 'okta_licence_rule',
      ends: ({ _links }) => named(record(_links).licenceRule),
    },
  ],
});

/** Edges from a call for each group, without an entity. */
export const groupSponsors = defineResource({
  id: 'group-sponsors',
  title: 'Sponsors of groups',
  of: 'groups',
  when: ({ type }) => type === 'OKTA_GROUP',
  permission: {
    ...PERMISSION,
    id: 'sponsors',
    title: 'Sponsors of groups',
    scope: 'okta.groups.read',
  },
  source: { ...LICENCES, id: 'sponsors' },
  embedded: { sponsors: { path: '/api/v1/groups/{id}/sponsors', limit: 200 } },
  children: [
    {
      id: 'group-sponsor',
      at: '_embedded.sponsors',
      edges: [
        {
          class: 'OWNS',
          from: 'okta_user',
          type: 'okta_user_sponsors_group',
          properties: { originType: 'string' },
          ends: (sponsor) => named(sponsor.id, { originType: text(sponsor.originType) }),
          step: { id: 'build-group-sponsor-relationships', name: 'Build Sponsors of Groups' },
        },
      ],
    },
  ],
});

/** Optional properties of the account. */
export const licenceSettings = defineResource({
  id: 'licence-settings',
  title: 'Licence settings',
  of: 'account',
  source: LICENCES,
  embedded: {
    billing: {
      path: '/api/v1/org/billing',
      isObject: true,
      permission: { ...PERMISSION, id: 'billing', title: 'Billing', scope: 'okta.orgs.read' },
    },
    seats: {
      path: '/api/v1/org/seats',
      isObject: true,
      engine: 'idx',
      permission: { ...PERMISSION, id: 'seats', title: 'Seats', scope: 'okta.orgs.read' },
    },
  },
  accountFields: {
    billingPlan: string('_embedded.billing.plan'),
    seatCount: count('_embedded.seats.count'),
  },
  edges: [
    {
      class: 'TRUSTS',
      to: 'okta_network_zone',
      properties: { reason: 'string' },
      ends: (account) => {
        const billing = at(account, '_embedded.billing');
        return billing === undefined
          ? undefined
          : named(record(billing).zones, { reason: 'billing' });
      },
    },
  ],
});
