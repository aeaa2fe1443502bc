/** Environment variables that look like settings and are none: a slip of the pen must not pass unseen. */
import { instanceConfigFields } from '../../../src/config';
import { LIMIT_VARIABLES } from '../storage/earlier';
import { editDistance } from './editDistance';
import { environmentName } from './environmentNames';

const ORG_URL = environmentName('oktaOrgUrl');
const API_KEY = environmentName('oktaApiKey');
const KNOWN: readonly string[] = [
  ...Object.keys(instanceConfigFields).map(environmentName),
  'DISABLED_INGESTION_SOURCES',
  'INTEGRATION_INSTANCE_NAME',
  ...LIMIT_VARIABLES,
];

const OKTA = /^OKTA_/;
/** What Okta's own SDKs read, and what this project's tests set: there for other reasons. */
const OF_OTHERS = /^OKTA_(?:CLIENT|JEST)_/;
/** As far apart as a slip of the pen leaves two names. */
const NEAR = 2;

/** What other programs call the same thing. */
const OTHER_WORDS: readonly (readonly [RegExp, string])[] = [
  [/DOMAIN|UR[IL]|ORG|HOST|ADDRESS/, ORG_URL],
  [/TOKEN|KEY|SECRET/, API_KEY],
];

export interface StrayVariable {
  readonly name: string;
  /** The setting that was probably meant. */
  readonly meant: string | undefined;
}

/** The variables that are set, not empty, and begin with `OKTA_` or nearly are a setting's name. */
export function strayVariables(env: NodeJS.ProcessEnv): StrayVariable[] {
  return Object.keys(env)
    .filter((name) => (env[name] ?? '').trim() !== '')
    .filter((name) => !KNOWN.includes(name) && !OF_OTHERS.test(name))
    .map((name) => ({ name, meant: meantBy(name) }))
    .filter(({ name, meant }) => OKTA.test(name) || meant !== undefined)
    .sort((a, b) => a.name.localeCompare(b.name));
}

function meantBy(name: string): string | undefined {
  const [nearest] = KNOWN.map((known) => ({ known, distance: editDistance(name, known) }))
    .filter(({ distance }) => distance <= NEAR)
    .sort((a, b) => a.distance - b.distance);
  if (nearest !== undefined) return nearest.known;
  if (!OKTA.test(name)) return undefined;
  return OTHER_WORDS.find(([word]) => word.test(name.replace(OKTA, '')))?.[1];
}

/** One sentence or two about the variables; undefined where there are none. */
export function strayNote(strays: readonly StrayVariable[]): string | undefined {
  if (strays.length === 0) return undefined;
  const names = strays.map(({ name, meant }) =>
    meant === undefined ? name : `${name} (is ${meant} meant?)`,
  );
  return `Not read, as no setting has this name: ${names.join(', ')}. All settings are in .env.example.`;
}

/**
 * Why the sample org is not taken: somebody has named an org of theirs, in variables that nothing reads.
 * Undefined where nobody has.
 */
export function refuseSample(strays: readonly StrayVariable[]): string | undefined {
  const note = strayNote(strays.filter(({ name }) => OKTA.test(name)));
  if (note === undefined) return undefined;
  return `No Okta org is configured. ${note} Without these variables, npm start collects the sample org.`;
}
