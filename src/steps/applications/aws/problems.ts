/** What stands in the way of a mapping, in words a person can act on: one warning per application. */
import { quoted } from '../../../visible';

export type AwsProblemCode =
  | 'provider-arn'
  | 'account-unknown'
  | 'account-ambiguous'
  | 'role-format'
  | 'filter-missing'
  | 'filter-refused'
  | 'capture-missing'
  | 'pattern-unusable'
  | 'no-group-matches'
  | 'partial-match'
  | 'role-invalid';

export interface AwsProblem {
  readonly applicationId: string;
  readonly applicationName: string;
  readonly code: AwsProblemCode;
  /** The value that it is about, quoted and shortened; never a value of an unknown setting. */
  readonly subject: string;
}

/** Where the settings are, to follow what is to be done there. */
export const SIGN_ON = 'in Okta under Applications > the application > Sign On';
const ASSIGNMENTS = 'in Okta under Applications > the application > Assignments';

/** What is wrong, and the remedy. */
const PROBLEMS: Readonly<Record<AwsProblemCode, readonly [what: string, remedy: string]>> = {
  'provider-arn': [
    'the Identity Provider ARN is not the ARN of a SAML provider',
    `correct it ${SIGN_ON}`,
  ],
  'account-unknown': [
    'roles are given by name, and no setting tells their AWS account',
    `enter the Identity Provider ARN ${SIGN_ON}`,
  ],
  'account-ambiguous': [
    'roles are given by name, and the Identity Provider ARN names several AWS accounts',
    `write such roles as "[account name] -- role" or as full ARNs ${ASSIGNMENTS}`,
  ],
  'role-format': ['role values that are no role', `correct them ${ASSIGNMENTS}`],
  'filter-missing': [
    'group mapping is on and there is no group filter',
    `enter the group filter ${SIGN_ON}`,
  ],
  'filter-refused': [
    'the group filter cannot be evaluated',
    `write it without lookaround, backreferences, possessive quantifiers and nested character classes ${SIGN_ON}`,
  ],
  'capture-missing': [
    'the role value pattern asks for a value that the group filter does not capture',
    `name it in the group filter as (?{{…}}…) ${SIGN_ON}`,
  ],
  'pattern-unusable': [
    'the role value pattern holds no single role ARN',
    `enter "provider ARN,role ARN" with \${accountid} and \${role} ${SIGN_ON}`,
  ],
  'no-group-matches': [
    'group mapping is on and the name of no assigned group matches the group filter',
    `correct the group filter (a doubled backslash stands for a backslash) ${SIGN_ON}, or assign the groups`,
  ],
  'partial-match': [
    'the group filter matches only a part of these group names, which is taken for no match',
    `let the group filter describe whole names ${SIGN_ON} if the groups are meant`,
  ],
  'role-invalid': [
    'the group filter and the role value pattern make no role ARN of these group names',
    'rename the groups: an account id has twelve digits, a role name the characters of IAM',
  ],
};

const NAMED_SUBJECTS = 5;
/** A value as it may stand in a sentence. */
export { quoted };

/** Gathers the problems of a run in bounded memory, however many users share them. */
export class AwsProblemLog {
  private readonly applications = new Map<string, ApplicationProblems>();

  add(problems: Iterable<AwsProblem>): void {
    for (const problem of problems) {
      const known = this.applications.get(problem.applicationId);
      const application = known ?? { name: problem.applicationName, tallies: new Map() };
      if (known === undefined) this.applications.set(problem.applicationId, application);
      count(application.tallies, problem);
    }
  }

  /** One warning per application that has problems, in the order of their ids. */
  warnings(): string[] {
    const ordered = [...this.applications].sort(([one], [other]) => (one < other ? -1 : 1));
    return ordered.map(([applicationId, { name, tallies }]) => {
      const problems = [...tallies].map(([code, tally]) => describe(code, tally));
      return `AWS roles of the application ${quoted(name)} (${applicationId}) are not all mapped: ${problems.join('; ')}.`;
    });
  }
}

interface Tally {
  times: number;
  readonly subjects: Set<string>;
}

interface ApplicationProblems {
  readonly name: string;
  readonly tallies: Map<AwsProblemCode, Tally>;
}

function count(tallies: Map<AwsProblemCode, Tally>, { code, subject }: AwsProblem): void {
  const tally = tallies.get(code) ?? { times: 0, subjects: new Set<string>() };
  tally.times += 1;
  if (tally.subjects.size < NAMED_SUBJECTS) tally.subjects.add(subject);
  tallies.set(code, tally);
}

function describe(code: AwsProblemCode, { times, subjects }: Tally): string {
  const [what, remedy] = PROBLEMS[code];
  const often = times > subjects.size ? ` (${times} times)` : '';
  return `${what}: ${[...subjects].join(', ')}${often}. Remedy: ${remedy}`;
}
