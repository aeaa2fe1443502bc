/** How an application of the sample org is written down, and its JSON. */
import { canary } from '../canary';
import type { Json, JsonObject } from '../types';
import { ADMIN_URL, allow, day, FACTS, idOf, link, ORG_URL } from './build';

export interface GroupAssignment {
  group: string;
  priority?: number;
  profile?: JsonObject;
}

export interface UserAssignment {
  user: string;
  profile?: JsonObject;
  status?: string;
  extra?: JsonObject;
}

export interface AppSpec {
  key: string;
  name: string;
  label: string;
  signOnMode: string | null;
  status?: string;
  features?: readonly string[];
  /** Key of the app sign-in policy; the default one, if it is left out. Nobody signs in to the others. */
  accessPolicy?: string;
  /** Key of the user profile policy; none, if it is left out. */
  profilePolicy?: string;
  /** `settings.app` */
  app?: JsonObject;
  /** The rest of `settings`. */
  settings?: JsonObject;
  credentials?: JsonObject;
  appLinks?: readonly { name: string; href: string }[];
  logos?: readonly string[];
  groups?: readonly GroupAssignment[];
  users?: readonly UserAssignment[];
  /** The users' roles are the union of what their groups grant. */
  union?: boolean;
  /** Members of assigned groups become app users; default true. */
  spreads?: boolean;
  extra?: JsonObject;
}

export function appId(key: string): string {
  return idOf('0oa', key);
}

const SCHEMES: Readonly<Record<string, string>> = {
  AUTO_LOGIN: 'EDIT_USERNAME_AND_PASSWORD',
  BASIC_AUTH: 'EXTERNAL_PASSWORD_SYNC',
  BROWSER_PLUGIN: 'SHARED_USERNAME_AND_PASSWORD',
  SECURE_PASSWORD_STORE: 'ADMIN_SETS_CREDENTIALS',
};

function credentialsOf(spec: AppSpec): JsonObject {
  const scheme = spec.signOnMode === null ? undefined : SCHEMES[spec.signOnMode];
  return {
    userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' },
    signing: { kid: `kid-${spec.key}` },
    ...(scheme === undefined
      ? {}
      : {
          scheme,
          userName: 'shared-account',
          revealPassword: false,
          password: { value: canary('app-password') },
        }),
    ...spec.credentials,
  };
}

const SIGN_ON: JsonObject = {
  defaultRelayState: null,
  ssoAcsUrlOverride: null,
  audienceOverride: null,
  recipientOverride: null,
};

const SIGN_ON_2: JsonObject = {
  ...SIGN_ON,
  destinationOverride: null,
  attributeStatements: [],
};

function signOnOf(spec: AppSpec): JsonObject {
  if (spec.signOnMode === 'SAML_2_0') return { signOn: SIGN_ON_2 };
  return spec.signOnMode === 'SAML_1_1' ? { signOn: SIGN_ON } : {};
}

function settingsOf(spec: AppSpec): JsonObject {
  return {
    app: spec.app ?? {},
    notifications: { vpn: { network: { connection: 'DISABLED' }, message: null, helpUrl: null } },
    manualProvisioning: false,
    implicitAssignment: false,
    notes: { admin: null, enduser: null },
    ...signOnOf(spec),
    ...spec.settings,
  };
}

function policyLinks({ signOnMode, accessPolicy = 'anytwo', profilePolicy }: AppSpec): JsonObject {
  const linkTo = (key: string) => link(`/api/v1/policies/${idOf('rst', key)}`);
  return {
    ...(signOnMode === null || signOnMode === 'BOOKMARK'
      ? {}
      : { accessPolicy: linkTo(accessPolicy) }),
    ...(profilePolicy === undefined ? {} : { profileEnrollment: linkTo(profilePolicy) }),
  };
}

/** Okta links to the secrets and to the keys of a client that has any. */
function clientCredentialLinks({ key, credentials, settings }: AppSpec): JsonObject {
  const client = objectIn(credentials?.oauthClient);
  const names = [
    ...('client_secret' in client ? ['secrets'] : []),
    ...('jwks' in objectIn(settings?.oauthClient) ? ['jwks'] : []),
  ];
  if (Object.keys(client).length === 0) return {};
  const path = `/api/v1/apps/${appId(key)}/credentials`;
  return {
    clientCredentials: names.map((name) => ({ name, ...allow(`${path}/${name}`, 'GET', 'POST') })),
  };
}

function objectIn(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

export function appJson(spec: AppSpec, position: number): JsonObject {
  const id = appId(spec.key);
  const path = `/api/v1/apps/${id}`;
  const links = spec.appLinks ?? [
    { name: 'login', href: `${ORG_URL}/home/${spec.name}/${id}/${String(position)}` },
  ];
  const logos = spec.logos ?? [`${ORG_URL}/assets/img/logos/${spec.name}.png`];
  return {
    id,
    orn: `orn:okta:idp:${FACTS.id}:apps:${spec.name}:${id}`,
    name: spec.name,
    label: spec.label,
    status: spec.status ?? 'ACTIVE',
    lastUpdated: day(position * 13 + 2),
    created: day(position * 13),
    accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
    visibility: {
      autoLaunch: false,
      autoSubmitToolbar: false,
      hide: { iOS: false, web: false },
      appLinks: Object.fromEntries(links.map((one) => [one.name, true])),
    },
    features: [...(spec.features ?? [])],
    signOnMode: spec.signOnMode,
    credentials: credentialsOf(spec),
    settings: settingsOf(spec),
    ...spec.extra,
    _links: {
      help: {
        href: `${ADMIN_URL}/app/${spec.name}/${id}/setup/help/SAML_2_0/instructions`,
        type: 'text/html',
      },
      uploadLogo: link(`${path}/logo`, { hints: { allow: ['POST'] } }),
      appLinks: links.map((one) => ({ ...one, type: 'text/html' })),
      groups: link(`${path}/groups`),
      logo: logos.map((href) => ({ name: 'medium', href, type: 'image/png' })),
      users: link(`${path}/users`),
      deactivate: link(`${path}/lifecycle/deactivate`),
      ...policyLinks(spec),
      ...clientCredentialLinks(spec),
    },
  };
}
