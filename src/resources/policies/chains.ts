/** The ways of an AUTH_METHOD_CHAIN: one for each chain, and one for each continuation of it. Pure. */
import { list, record, type JsonObject, type JsonValue } from '../../json';
import { isPassword, isRequired, isResistant } from './methods';
import { every, some, type Known } from './threeValued';
import { eachDemand, type Demand, type Way } from './way';

/** The methods by any of which a step is taken. */
export type Step = readonly JsonObject[];

/** Okta has three steps at most; a bound that holds whatever is sent. */
const MAX_STEPS = 8;

export function isChain({ type }: JsonObject): boolean {
  return type === 'AUTH_METHOD_CHAIN';
}

/** Undefined where there is no chain, or one that does not end. */
export function chainWays(method: JsonObject): readonly Way[] | undefined {
  const paths = pathsOf(method);
  return paths?.map(wayOf);
}

/** The steps of each way through the chains. */
export function pathsOf({ chains }: JsonObject): readonly (readonly Step[])[] | undefined {
  const paths = list(chains).flatMap((chain) => pathsFrom(chain, []));
  const isWhole = paths.length > 0 && paths.every((path) => path.length <= MAX_STEPS);
  return isWhole ? paths : undefined;
}

function pathsFrom(chain: JsonValue, before: readonly Step[]): (readonly Step[])[] {
  const { authenticationMethods, next } = record(chain);
  const path = [...before, list(authenticationMethods).map(record)];
  const following = list(next);
  if (following.length === 0 || path.length > MAX_STEPS) return [path];
  return following.flatMap((each) => pathsFrom(each, path));
}

function wayOf(path: readonly Step[]): Way {
  const [first = []] = path;
  const isSingleFactor = path.length === 1 ? known(first, true) : false;
  return {
    isSingleFactor,
    isPasswordAlone: every([isSingleFactor, known(first, first.some(isPassword))]),
    takesPassword: some(path.map((step) => known(step, step.every(isPassword)))),
    demands: eachDemand((demand) => some(path.map((step) => isDemandedIn(step, demand)))),
  };
}

/** Of a step without methods nothing is known. */
function known(step: Step, value: Known): Known {
  return step.length === 0 ? undefined : value;
}

function isDemandedIn(step: Step, demand: Demand): Known {
  return known(step, every(step.map((method) => isDemandedOf(method, demand))));
}

/** Okta says nothing of device binding and user presence in a chain, so there is no default. */
function isDemandedOf(method: JsonObject, demand: Demand): Known {
  if (demand === 'phishingResistant' && isResistant(method)) return true;
  const isUnsaid = demand === 'deviceBound' || demand === 'userPresence';
  return isRequired(method[demand], isUnsaid ? undefined : false);
}
