/**
 * Policies and rules of the generated org: as many of each type as an org of its size has. Zones,
 * authenticators and what else is few in any org are those of the sample.
 */
import { chance } from '../faults';
import { generatedId, type Scale } from './scale';
import { idOf, ORG_URL } from '../sample/build';
import type { DataFile } from '../dataFiles';
import type { JsonObject } from '../types';

const TIME = '2024-06-01T00:00:00.000Z';

/** Of 25 policies; more of them are app sign-in policies and others that customers add. */
const ONE_OF_EACH = [
  'IDP_DISCOVERY',
  'ENTITY_RISK',
  'POST_AUTH_SESSION',
  'SESSION_VIOLATION_DETECTION',
] as const;

/** What customers add, in these proportions. */
const ADDED = [
  'ACCESS_POLICY',
  'ACCESS_POLICY',
  'ACCESS_POLICY',
  'OKTA_SIGN_ON',
  'ACCESS_POLICY',
  'PASSWORD',
  'MFA_ENROLL',
  'ACCESS_POLICY',
  'PROFILE_ENROLLMENT',
  'ACCESS_POLICY',
] as const;

type PolicyType = (typeof ONE_OF_EACH)[number] | (typeof ADDED)[number];

const BY_TYPE = [...new Set<PolicyType>([...ADDED, ...ONE_OF_EACH])];

/** Most rules of a policy. */
const MAX_RULES = 4;

/** The last rule is Okta's own. */
function ruleCount(type: PolicyType): number {
  if (type === 'ACCESS_POLICY') return MAX_RULES;
  return ADDED.some((added) => added === type) ? MAX_RULES - 1 : 1;
}

interface Place {
  readonly type: PolicyType;
  /** Among all policies. */
  readonly position: number;
  /** Among those of its type, from 1. */
  readonly priority: number;
}

function placesOf(scale: Scale): Place[] {
  const count = Math.max(scale.policies, BY_TYPE.length);
  const counts = new Map<PolicyType, number>();
  return Array.from({ length: count }, (_, position) => {
    const type = ONE_OF_EACH[position] ?? ADDED[(position - ONE_OF_EACH.length) % ADDED.length]!;
    const priority = (counts.get(type) ?? 0) + 1;
    counts.set(type, priority);
    return { type, position, priority };
  });
}

function policyId({ position }: Place): string {
  return generatedId('rst', position);
}

/** The app sign-in policies, for the applications' links. */
export function accessPolicyIds(scale: Scale): readonly string[] {
  return placesOf(scale)
    .filter(({ type }) => type === 'ACCESS_POLICY')
    .map(policyId);
}

function common(id: string, name: string, path: string): JsonObject {
  return {
    id,
    status: 'ACTIVE',
    name,
    created: TIME,
    lastUpdated: TIME,
    _links: { self: { href: `${ORG_URL}${path}`, hints: { allow: ['GET', 'PUT'] } } },
  };
}

function groupIds({ seed, groups }: Scale, position: number, count: number): string[] {
  const chosen = Array.from({ length: count }, (_, turn) =>
    generatedId('00g', Math.floor(chance(seed, position, 700 + turn) * groups)),
  );
  return [...new Set(chosen)];
}

/** Okta sends no conditions for policies of applications, registration and threats. */
const FOR_GROUPS: ReadonlySet<PolicyType> = new Set(['OKTA_SIGN_ON', 'PASSWORD', 'MFA_ENROLL']);

function policyJson(scale: Scale, place: Place): JsonObject {
  const { type, position, priority } = place;
  const id = policyId(place);
  const include = groupIds(scale, position, 2);
  return {
    ...common(id, `${type} ${String(priority)}`, `/api/v1/policies/${id}`),
    type,
    priority,
    system: priority === 1,
    description: `Generated policy ${String(position)}`,
    conditions: FOR_GROUPS.has(type) ? { people: { groups: { include } } } : null,
    ...(type === 'MFA_ENROLL' && { settings: ENROLLMENT }),
    ...(type === 'PASSWORD' && { settings: PASSWORD }),
  };
}

const ENROLLMENT: JsonObject = {
  type: 'AUTHENTICATORS',
  authenticators: ['okta_password', 'okta_verify', 'phone_number', 'webauthn'].map((key) => ({
    key,
    enroll: { self: key === 'okta_password' ? 'REQUIRED' : 'OPTIONAL' },
  })),
};

const PASSWORD: JsonObject = {
  password: {
    complexity: { minLength: 12, minLowerCase: 1, minUpperCase: 1, minNumber: 1, minSymbol: 0 },
    age: { maxAgeDays: 0, expireWarnDays: 0, minAgeMinutes: 0, historyCount: 4 },
    lockout: { maxAttempts: 10, autoUnlockMinutes: 0, showLockoutFailures: false },
  },
};

function rulesOf(scale: Scale, place: Place): JsonObject[] {
  const count = ruleCount(place.type);
  return Array.from({ length: count }, (_, at) => ruleJson(scale, place, at, at === count - 1));
}

function ruleJson(scale: Scale, place: Place, at: number, isLast: boolean): JsonObject {
  const { type, position } = place;
  const id = generatedId('rul', position * MAX_RULES + at);
  const path = `/api/v1/policies/${policyId(place)}/rules/${id}`;
  return {
    ...common(id, isLast ? 'Catch-all Rule' : `Rule ${String(at)}`, path),
    type: type === 'OKTA_SIGN_ON' ? 'SIGN_ON' : type,
    priority: isLast && type === 'ACCESS_POLICY' ? 99 : at + 1,
    system: isLast,
    ...(hasConditions(type) && {
      conditions: isLast ? { network: { connection: 'ANYWHERE' } } : conditionsOf(scale, place, at),
    }),
    actions: ACTIONS[type],
  };
}

function hasConditions(type: PolicyType): boolean {
  return type === 'ACCESS_POLICY' || type === 'MFA_ENROLL' || type === 'OKTA_SIGN_ON';
}

function conditionsOf(scale: Scale, { type, position }: Place, at: number): JsonObject {
  const user = Math.floor(chance(scale.seed, position, 800 + at) * scale.users);
  const users = { exclude: [generatedId('00u', user)] };
  const network = { connection: 'ZONE', include: [idOf('nzo', 'offices')], exclude: [] };
  if (type !== 'ACCESS_POLICY') return { people: { users }, network };
  const include = groupIds(scale, position * MAX_RULES + at, 3);
  return {
    people: { users, groups: { include } },
    network,
    device: { registered: true, managed: true, assurance: { include: [idOf('dae', 'mac')] } },
  };
}

const ACTIONS: Readonly<Record<PolicyType, JsonObject>> = {
  ACCESS_POLICY: {
    appSignOn: {
      access: 'ALLOW',
      verificationMethod: {
        type: 'ASSURANCE',
        factorMode: '2FA',
        reauthenticateIn: 'PT2H',
        constraints: [
          {
            possession: {
              required: true,
              phishingResistant: 'REQUIRED',
              authenticationMethods: [{ key: 'okta_verify', method: 'signed_nonce' }],
            },
          },
        ],
      },
    },
  },
  OKTA_SIGN_ON: {
    signon: {
      access: 'ALLOW',
      requireFactor: true,
      session: {
        usePersistentCookie: false,
        maxSessionIdleMinutes: 120,
        maxSessionLifetimeMinutes: 720,
      },
    },
  },
  PASSWORD: { passwordChange: { access: 'ALLOW' }, selfServiceUnlock: { access: 'DENY' } },
  MFA_ENROLL: { enroll: { self: 'CHALLENGE' } },
  PROFILE_ENROLLMENT: {
    profileEnrollment: { access: 'ALLOW', unknownUserAction: 'DENY' },
  },
  IDP_DISCOVERY: { idp: { providers: [], idpSelectionType: 'SPECIFIC' } },
  ENTITY_RISK: { entityRisk: { actions: [] } },
  POST_AUTH_SESSION: { postAuthSession: { failureActions: [] } },
  SESSION_VIOLATION_DETECTION: {
    sessionViolationDetection: { policyEvaluation: { enabled: true } },
  },
};

/** What `/policies` and their rules answer in place of the sample's. */
export function generatedPolicies(scale: Scale): DataFile {
  const places = placesOf(scale);
  return {
    '/api/v1/policies': {
      scope: 'okta.policies.read',
      by: { type: BY_TYPE },
      items: places.map((place) => policyJson(scale, place)),
    },
    '/api/v1/policies/{id}/rules': {
      scope: 'okta.policies.read',
      itemsOf: Object.fromEntries(
        places.map((place) => [policyId(place), rulesOf(scale, place)] as const),
      ),
    },
  };
}
