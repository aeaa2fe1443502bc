/** The ways of an ASSURANCE: one for each constraint. Pure. */
import { isJsonArray, isJsonObject, record, type JsonObject, type JsonValue } from '../../json';
import { isFilled, isPassword, isRequired, isResistant } from './methods';
import { every, not, some, type Known } from './threeValued';
import { eachDemand, type Demand, type Way } from './way';

export function isAssurance({ type }: JsonObject): boolean {
  return type === 'ASSURANCE';
}

/** Undefined where the constraints are no list. Without any, the number of factors is all that is demanded. */
export function assuranceWays(method: JsonObject): readonly Way[] | undefined {
  const { constraints } = method;
  const isSingle = isSingleFactor(method);
  if (isAbsent(constraints)) return [wayOf(isSingle, {})];
  if (!isJsonArray(constraints)) return undefined;
  return constraints.length === 0
    ? [wayOf(isSingle, {})]
    : constraints.map((each) => wayOf(isSingle, isJsonObject(each) ? each : { odd: each }));
}

function isSingleFactor({ factorMode }: JsonObject): Known {
  if (factorMode === '1FA') return true;
  return factorMode === '2FA' ? false : undefined;
}

function wayOf(isSingle: Known, constraint: JsonObject): Way {
  const takesPossession = isDemanded(constraint.possession);
  const takesKnowledge = isDemanded(constraint.knowledge);
  const isUnderstood = isKnown(constraint) ? true : undefined;
  return {
    isSingleFactor: every([isSingle, isOneOf(takesKnowledge, takesPossession), isUnderstood]),
    isPasswordAlone: every([
      isSingle,
      not(takesPossession),
      permitsPassword(constraint.knowledge),
      isUnderstood,
    ]),
    takesPassword: some([
      every([takesKnowledge, isPasswordOnly(constraint.knowledge)]),
      isUnderstood === true ? false : undefined,
    ]),
    demands: eachDemand((demand) => {
      const isAsked = demandOf(constraint.possession, demand, isSingle);
      return isUnderstood === true ? isAsked : some([isAsked, undefined]);
    }),
  };
}

/** Whether it says something of knowledge and possession only, as far as Okta documents it. */
function isKnown(constraint: JsonObject): boolean {
  return Object.entries(constraint).every(
    ([name, part]) =>
      isAbsent(part) || ((name === 'knowledge' || name === 'possession') && isJsonObject(part)),
  );
}

/** One factor cannot be both, so a rule that takes one and demands both is not understood. */
function isOneOf(takesKnowledge: Known, takesPossession: Known): Known {
  return every([takesKnowledge, takesPossession]) === false ? true : undefined;
}

/** Okta sends `required`; where it is left out, it is true. */
function isDemanded(part: JsonValue | undefined): Known {
  if (isAbsent(part)) return false;
  if (!isJsonObject(part)) return undefined;
  const { required } = part;
  if (isAbsent(required)) return true;
  return typeof required === 'boolean' ? required : undefined;
}

/** Whether a password fulfils what is said of knowledge. */
function permitsPassword(part: JsonValue | undefined): Known {
  if (isAbsent(part)) return true;
  if (!isJsonObject(part)) return undefined;
  const { types, methods, authenticationMethods, excludedAuthenticationMethods } = part;
  return every([
    isFilled(types) ? types.some(isPasswordWord) : true,
    isFilled(methods) ? methods.some(isPasswordWord) : true,
    isFilled(authenticationMethods) ? authenticationMethods.map(record).some(isPassword) : true,
    isFilled(excludedAuthenticationMethods)
      ? !excludedAuthenticationMethods.map(record).some(isPassword)
      : true,
  ]);
}

/** Whether nothing but a password fulfils it. Undefined where every kind of knowledge may. */
function isPasswordOnly(part: JsonValue | undefined): Known {
  const { types, methods, authenticationMethods } = record(part);
  const limits = [
    isFilled(types) ? types.every(isPasswordWord) : undefined,
    isFilled(methods) ? methods.every(isPasswordWord) : undefined,
    isFilled(authenticationMethods)
      ? authenticationMethods.map(record).every(isPassword)
      : undefined,
  ];
  // One limit that leaves only the password is enough.
  return some(limits) ?? (limits.includes(false) ? false : undefined);
}

/** The specification has `PASSWORD`, recorded answers have `password`. */
function isPasswordWord(word: JsonValue): boolean {
  return typeof word === 'string' && word.toLowerCase() === 'password';
}

function demandOf(part: JsonValue | undefined, demand: Demand, isSingle: Known): Known {
  const takesPossession = isDemanded(part);
  if (!isJsonObject(part)) return takesPossession;
  // If possession may be left out, its conditions need not be fulfilled. Two factors mostly include it.
  if (takesPossession === false) return isSingle === true ? false : undefined;
  const { authenticationMethods } = part;
  return every([
    takesPossession,
    some([
      isRequired(part[demand], demand === 'userPresence'),
      demand === 'phishingResistant' &&
        isFilled(authenticationMethods) &&
        authenticationMethods.map(record).every(isResistant),
    ]),
  ]);
}

function isAbsent(value: JsonValue | undefined): value is undefined | null {
  return value === undefined || value === null;
}
