/**
 * What an app sign-in rule demands: `actions.appSignOn.verificationMethod`. Pure.
 *
 * ASSURANCE: of several constraints one has to be fulfilled, with all that it says of knowledge and possession.
 * AUTH_METHOD_CHAIN: one of several chains, with all of its steps, each by one of its methods.
 * Both are ways to fulfil the rule. What holds for every way is demanded; what one way leaves open is not.
 * Of other types (ID_PROOFING) nothing is claimed.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/policy/ (AssuranceMethod,
 * AuthenticationMethodChainMethod)
 */
import { list, record, type JsonObject } from '../../json';
import { at } from '../fields';
import { chainWays, isChain, pathsOf } from './chains';
import { assuranceWays, isAssurance } from './constraints';
import { labelOf, methodsIn, type NamedMethod } from './methods';
import { every, some, type Known } from './threeValued';
import { eachDemand, type Demands, type Way } from './way';

/** What holds for a rule as a whole. Undefined is what its record does not decide. */
export interface Verification {
  readonly allowsSingleFactor: Known;
  readonly passwordAloneSuffices: Known;
  readonly passwordRequired: Known;
  readonly demands: Demands;
}

export function methodOf(rule: JsonObject): JsonObject {
  return record(at(rule, 'actions.appSignOn.verificationMethod'));
}

/** Evaluates a rule. */
export function verificationOf(rule: JsonObject): Verification {
  const ways = waysOf(methodOf(rule));
  const someWay = (has: (way: Way) => Known): Known => ways && some(ways.map(has));
  const everyWay = (has: (way: Way) => Known): Known => ways && every(ways.map(has));
  return {
    allowsSingleFactor: someWay(({ isSingleFactor }) => isSingleFactor),
    passwordAloneSuffices: someWay(({ isPasswordAlone }) => isPasswordAlone),
    passwordRequired: everyWay(({ takesPassword }) => takesPassword),
    demands: eachDemand((demand) => everyWay(({ demands }) => demands[demand])),
  };
}

function waysOf(method: JsonObject): readonly Way[] | undefined {
  if (isAssurance(method)) return assuranceWays(method);
  return isChain(method) ? chainWays(method) : undefined;
}

/** The number of steps of the shortest chain. */
export function chainLengthOf(rule: JsonObject): number | undefined {
  const method = methodOf(rule);
  const paths = isChain(method) ? pathsOf(method) : undefined;
  return paths && Math.min(...paths.map((path) => path.length));
}

/** The methods that the rule names as allowed: in constraints, or as steps of chains. */
export function allowedMethods(rule: JsonObject): readonly NamedMethod[] {
  const method = methodOf(rule);
  const steps = (pathsOf(method) ?? []).flat(2);
  return distinct([...inConstraints(method, 'authenticationMethods'), ...methodsIn(steps)]);
}

/** The methods that the rule names as excluded. */
export function excludedMethods(rule: JsonObject): readonly NamedMethod[] {
  return distinct(inConstraints(methodOf(rule), 'excludedAuthenticationMethods'));
}

function inConstraints({ constraints }: JsonObject, name: string): NamedMethod[] {
  return list(constraints)
    .map(record)
    .flatMap(({ knowledge, possession }) => [knowledge, possession])
    .flatMap((part) => methodsIn(record(part)[name]));
}

function distinct(methods: readonly NamedMethod[]): readonly NamedMethod[] {
  return [...new Map(methods.map((each) => [`${labelOf(each)} ${each.id ?? ''}`, each])).values()];
}
