/**
 * Which managed question answers which control: tables of docs/controls.md. Controls of a standard are looked up in
 * the questions; what no standard numbers, and what nothing answers, is here.
 */
import path from 'node:path';

import { loadQuestions, type ManagedQuestion } from '../ask/questions';
import { FRAMEWORKS, type Framework } from '../findings/frameworks';
import { markdownTable } from '../terminal/markdown';

const aligned = (heading: readonly string[], rows: readonly (readonly string[])[]): string =>
  markdownTable(heading, rows, 'aligned');

interface ControlRow {
  /** `stig`: the numbers after `OKTA-APP-`. */
  readonly requirements?: Partial<Readonly<Record<Framework, readonly string[]>>>;
  /** What checks of other tools ask for, without a number in a standard. */
  readonly practice?: string;
  readonly fact: string;
  /** Short ids, for what no standard numbers. */
  readonly questions?: readonly string[];
  /** What is not asked, and why. */
  readonly without?: string;
}

const CONTROLS: readonly ControlRow[] = [
  {
    requirements: { stig: ['000020'] },
    fact: 'sessions end after 15 idle minutes',
  },
  {
    requirements: { stig: ['001665'], healthinsight: ['Finite session lifetime in all policies'] },
    fact: 'sessions end after 18 hours at most',
  },
  { requirements: { stig: ['001710'] }, fact: 'sessions are not kept in a persistent cookie' },
  { requirements: { stig: ['003242'] }, fact: 'global session policies use network zones' },
  { requirements: { stig: ['003244'] }, fact: "each application's policy uses network zones" },
  {
    requirements: { stig: ['000025'] },
    fact: 'sessions of the Admin Console end after 15 idle minutes',
  },
  {
    requirements: { stig: ['000180', '000190'] },
    fact: 'the Dashboard and the Admin Console demand phishing resistance',
  },
  {
    requirements: {
      stig: ['000560', '000570'],
      healthinsight: ['Enable MFA for Okta Administration access'],
    },
    fact: 'the Admin Console and the Dashboard demand two factors',
  },
  { requirements: { stig: ['000090'] }, fact: 'accounts are disabled after 35 days without use' },
  {
    requirements: { stig: ['000170'] },
    practice: 'lockout after at most 5 attempts',
    fact: 'accounts lock after 3 attempts',
    questions: ['weak-password-policies'],
  },
  {
    requirements: { stig: ['000650', '000670', '000680', '000690', '000700'] },
    fact: 'passwords have 15 characters of four classes',
  },
  {
    requirements: { stig: ['000740', '000745', '003010'] },
    practice: 'history of 24 passwords',
    fact: 'passwords have a minimum age, a maximum age and a history of 5',
    without:
      'A history of 24 is not asked for: the STIG asks for 5. `historyCount` has the number.',
  },
  {
    requirements: { stig: ['002980'] },
    practice: 'common passwords excluded',
    fact: 'common passwords are refused',
    questions: ['weak-password-policies'],
  },
  {
    practice: 'names excluded; no unlock within 30 minutes',
    fact: 'passwords hold no username, a lockout lasts',
    questions: ['password-policies-easy-to-guess'],
    without: 'Names are shown (`excludeAttributes`) and not asked for.',
  },
  {
    practice: 'no recovery by SMS or question',
    fact: 'recovery is as strong as sign-in',
    questions: ['weak-password-recovery'],
  },
  {
    practice: 'breached passwords expire',
    fact: 'passwords that Okta finds in breaches expire',
    without:
      'Okta leaves the setting out if it is off, and if the org has no such protection: absent is unknown. `breachedPasswordExpireAfterDays` has what it gives.',
  },
  {
    requirements: { healthinsight: ['Disable weak factors'] },
    fact: 'users cannot enroll phone, e-mail or question',
  },
  {
    requirements: { healthinsight: ['Enable Okta Verify'] },
    fact: 'Okta Verify is offered',
  },
  {
    practice: 'every enrollment policy requires MFA',
    fact: 'a possession factor is required',
    questions: ['enrollment-without-possession'],
  },
  {
    requirements: { stig: ['001670', '001920'] },
    fact: 'smart cards of approved authorities are accepted',
    without: 'Which authorities are approved is for the reader to say: the answer lists them.',
  },
  { requirements: { stig: ['001700'] }, fact: 'Okta Verify demands FIPS-compliant devices' },
  { requirements: { stig: ['003240'] }, fact: 'API tokens are limited to network zones' },
  { requirements: { stig: ['003241'] }, fact: 'no API token belongs to a super administrator' },
  {
    requirements: { stig: ['003243'], healthinsight: ['Block anonymizers'] },
    fact: 'anonymizers are blocked',
  },
  { requirements: { stig: ['001430'] }, fact: 'the System Log is streamed' },
  {
    requirements: { stig: ['000200'] },
    fact: 'the sign-in page shows the banner of the DoD',
    without: 'Not collected: free text, one call for each brand. Look at the sign-in page.',
  },
  {
    requirements: { healthinsight: ['ThreatInsight blocks'] },
    fact: 'ThreatInsight blocks addresses that attack',
  },
  {
    requirements: { healthinsight: ['Limit the number of super admins'] },
    fact: 'super administrators are few, people and applications',
    without:
      'Whether they are at most 15, and less than half of `administrators`, the reader counts.',
  },
  {
    practice: 'HealthInsight: suspicious-activity reporting, e-mails on sign-ons and factors',
    fact: 'users hear of what happens to their account',
    without:
      'Cannot be collected: only an internal API of the admin host has these settings. Look in Security > General.',
  },
  {
    practice: 'new clients are no super administrators',
    fact: 'new API clients start without a role',
    questions: ['new-clients-are-super-admins'],
  },
  {
    practice: 'SAML or OIDC in place of SWA',
    fact: 'applications use federation, not passwords',
    questions: ['password-based-applications', 'shared-passwords'],
  },
  {
    practice: 'trusted origins with https',
    fact: 'trusted origins are protected on the way',
    questions: ['unsafe-trusted-origins'],
  },
  {
    practice: 'keys rotated within 365 days',
    fact: 'secrets, keys and certificates are renewed',
    questions: ['old-client-credentials', 'expiring-certificates'],
  },
  {
    practice: 'delegated administrators limited',
    fact: 'help desk, group and application administrators have targets',
    questions: ['org-wide-delegated-admins', 'custom-roles-over-all-users'],
  },
  {
    practice: 'NIST AC-2(3), CIS 5.3 for API tokens',
    fact: 'API tokens that nobody uses are revoked',
    questions: ['stale-api-tokens'],
  },
];

const QUESTIONS_FILE = '../jupiterone/questions/questions.yaml';

const code = (text: string): string => `\`${text}\``;
const isDefined = (text: string | undefined): text is string => text !== undefined;

function requirementsOf({ requirements = {} }: ControlRow): Partial<Record<Framework, string[]>> {
  const { stig = [], ...others } = requirements;
  return {
    ...(stig.length > 0 && { stig: stig.map((number) => `OKTA-APP-${number}`) }),
    ...Object.fromEntries(Object.entries(others).map(([name, wanted]) => [name, [...wanted]])),
  };
}

function idsFor(row: ControlRow, questions: readonly ManagedQuestion[]): readonly string[] {
  const wanted = Object.entries(requirementsOf(row)).flatMap(([framework, names]) =>
    Object.entries(FRAMEWORKS)
      .filter(([name]) => name === framework)
      .flatMap(([, standard]) => names.map((name) => `${standard} ${name}`)),
  );
  const named = questions.filter(({ controls }) =>
    controls.some(({ standard, requirements }) =>
      requirements.some((name) => wanted.includes(`${standard} ${name}`)),
    ),
  );
  const ids = [...named.map(({ shortId }) => shortId), ...(row.questions ?? [])];
  const unknown = ids.find((id) => !questions.some(({ shortId }) => shortId === id));
  if (unknown !== undefined) throw new Error(`There is no question ${unknown}`);
  if (ids.length === 0 && row.without === undefined) {
    throw new Error(`Nothing answers "${row.fact}", and it does not say why`);
  }
  return [...new Set(ids)];
}

function controlOf(row: ControlRow): string {
  const { stig, healthinsight } = row.requirements ?? {};
  return [
    stig && `STIG ${stig.join(', ')}`,
    healthinsight && `HealthInsight: ${healthinsight.join(', ')}`,
    row.practice,
  ]
    .filter(isDefined)
    .join('; ');
}

/** @param root the project's root */
export function questionsIn(root: string): readonly ManagedQuestion[] {
  return loadQuestions(path.join(root, 'jupiterone/questions'));
}

/** Each control that tools for Okta check, with the questions that answer it, or why none does. */
export function controlTable(questions: readonly ManagedQuestion[]): string {
  return aligned(
    ['control', 'what it wants', 'answered by'],
    CONTROLS.map((row) => {
      const ids = idsFor(row, questions).map(code).join(', ');
      const answer = [ids === '' ? undefined : ids, row.without].filter(isDefined).join('. ');
      return [controlOf(row), row.fact, answer];
    }),
  );
}

/** Each requirement of a standard that questions name, with these questions. */
export function requirementTable(questions: readonly ManagedQuestion[]): string {
  const rows = Object.values(FRAMEWORKS).flatMap((standard) => {
    const named = questions.flatMap(({ shortId, controls }) =>
      controls
        .filter((control) => control.standard === standard)
        .flatMap(({ requirements }) => requirements.map((name) => ({ name, shortId }))),
    );
    const names = [...new Set(named.map(({ name }) => name))];
    return names
      .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
      .map((name) => {
        const ids = named.filter((each) => each.name === name).map(({ shortId }) => code(shortId));
        return [standard, name, ids.join(', ')];
      });
  });
  return aligned(['standard', 'requirement', 'questions'], rows);
}

/** Each question with its severity. */
export function questionTable(questions: readonly ManagedQuestion[]): string {
  return aligned(
    ['question', 'severity', `id in [questions.yaml](${QUESTIONS_FILE})`],
    questions.map(({ title, severity, shortId }) => [title, severity, code(shortId)]),
  );
}
