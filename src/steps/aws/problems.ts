/** What stands in the way of a mapping, in words a person can act on: one warning per application. */
import { READ_ONLY_ADMIN } from '../../adminRoles';
import { quoted } from '../../visible';
import type { OktaApplication } from '../applications/api';

/** Where the settings are, to follow what is to be done there. */
export const SIGN_ON = 'in Okta under Applications > the application > Sign On';
const ASSIGNMENTS = 'in Okta under Applications > the application > Assignments';

/** What is wrong, and the remedy. */
export const PROBLEMS = {
  'provider-arn': [
    'the Identity Provider ARN is not the ARN of a SAML provider',
    `correct it ${SIGN_ON}`,
  ],
  'account-unknown': [
    'roles are given by name, and no setting names their AWS account',
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
    `write it without the part named in brackets ${SIGN_ON}`,
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
    'group mapping is on and the name of no group matches the group filter',
    `correct the group filter (a doubled backslash stands for a backslash) or the appFilter ${SIGN_ON}, or create the groups`,
  ],
  'partial-match': [
    'the group filter matches only a part of these group names, which is taken for no match',
    `let the group filter describe whole names ${SIGN_ON} if the groups are meant`,
  ],
  'source-unknown': [
    'the names of these imported groups match the group filter, and Okta does not show the application that they come from, so that the appFilter cannot be applied',
    `give the credential the role ${READ_ONLY_ADMIN} for the whole org`,
  ],
  'role-invalid': [
    'the group filter and the role value pattern make no role ARN of these group names',
    'rename the groups: an account id has twelve digits, a role name the characters of IAM',
  ],
} as const satisfies Record<string, readonly [what: string, remedy: string]>;
export type AwsProblemCode = keyof typeof PROBLEMS;

const NAMED_SUBJECTS = 5;
/** The problems of one application, in bounded memory however many users share them. */
export class AwsProblems {
  private readonly tallies = new Map<AwsProblemCode, { times: number; subjects: Set<string> }>();

  get isEmpty(): boolean {
    return this.tallies.size === 0;
  }

  /** @param subject the value that it is about, quoted and shortened; never one of an unknown setting. */
  add(code: AwsProblemCode, subject: string): void {
    const tally = this.tallies.get(code) ?? { times: 0, subjects: new Set() };
    tally.times += 1;
    if (tally.subjects.size < NAMED_SUBJECTS) tally.subjects.add(subject);
    this.tallies.set(code, tally);
  }

  /** One warning for the application. */
  describe({ id, label, name }: Pick<OktaApplication, 'id' | 'label' | 'name'>): string {
    const problems = [...this.tallies].map(([code, { times, subjects }]) => {
      const [what, remedy] = PROBLEMS[code];
      const often = times > subjects.size ? ` (${times} times)` : '';
      return `${what}: ${[...subjects].join(', ')}${often}. Remedy: ${remedy}`;
    });
    const application = `the application ${quoted(label ?? name ?? id)} (${id})`;
    return `AWS roles of ${application} are not all mapped: ${problems.join('; ')}.`;
  }
}
