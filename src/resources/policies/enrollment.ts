/** Which factors an enrollment policy demands, offers and forbids: authenticators, on Classic factors. Pure. */
import { isJsonArray, isJsonObject, record, text, type JsonObject } from '../../json';
import { at } from '../fields';
import { isWord, not, some, type Known } from './threeValued';

/** What the policy says of one authenticator or factor. */
export interface Enrollment {
  /** Okta id; the policy leaves it out of those of which there is one. */
  readonly id: string | undefined;
  readonly key: string;
  /** REQUIRED, OPTIONAL, NOT_ALLOWED. */
  readonly self: string | undefined;
  readonly hasGracePeriod: boolean;
}

/** Who can be talked out of it, or have it taken over: phone, e-mail, question; with the names of Classic. */
const WEAK: ReadonlySet<string> = new Set([
  'phone_number',
  'okta_email',
  'security_question',
  'okta_sms',
  'okta_call',
  'okta_question',
]);

/** What somebody knows and does not have. */
const KNOWLEDGE: ReadonlySet<string> = new Set([
  'okta_password',
  'security_question',
  'okta_question',
]);

/** Undefined where the policy has neither authenticators nor factors. */
export function enrollmentsOf(policy: JsonObject): readonly Enrollment[] | undefined {
  const authenticators = at(policy, 'settings.authenticators');
  if (isJsonArray(authenticators)) {
    return authenticators
      .map(record)
      .flatMap((each) => enrollmentOf(text(each.key), text(each.id), each));
  }
  const factors = at(policy, 'settings.factors');
  if (!isJsonObject(factors)) return undefined;
  return Object.entries(factors).flatMap(([name, each]) =>
    enrollmentOf(name, undefined, record(each)),
  );
}

function enrollmentOf(
  key: string | undefined,
  id: string | undefined,
  { enroll }: JsonObject,
): readonly Enrollment[] {
  const { self, gracePeriod } = record(enroll);
  if (key === undefined) return [];
  return [{ id, key, self: text(self), hasGracePeriod: isJsonObject(gracePeriod) }];
}

/** The keys for which the policy says this. */
export function keysWith(policy: JsonObject, word: string): readonly string[] | undefined {
  return enrollmentsOf(policy)
    ?.filter(({ self }) => self === word)
    .map(({ key }) => key);
}

/** Whether users may enrol phone, e-mail or a question. */
export function allowsWeakAuthenticators(policy: JsonObject): Known {
  const enrollments = enrollmentsOf(policy)?.filter(({ key }) => WEAK.has(key));
  return enrollments && some(enrollments.map(({ self }) => not(isWord(self, 'NOT_ALLOWED'))));
}

/** Whether users have to enrol something that they have. */
export function requiresPossession(policy: JsonObject): Known {
  const enrollments = enrollmentsOf(policy)?.filter(({ key }) => !KNOWLEDGE.has(key));
  return enrollments && some(enrollments.map(({ self }) => isWord(self, 'REQUIRED')));
}

/** The number of authenticators whose enrolment may be put off. */
export function gracePeriodCount(policy: JsonObject): number | undefined {
  return enrollmentsOf(policy)?.filter(({ hasGracePeriod }) => hasGracePeriod).length;
}
