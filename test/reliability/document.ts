/** Writes what the runs turned out to be into docs/reliability.md: rows of equal outcome are one. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { integrationSteps } from '../../src/steps';
import type { Run } from './collectInMemory';
import { ON_APPS, ON_GROUPS, ON_USERS, typesOf, type Row, type Section } from './row';
import { stepsWith, warningsOf } from './table';

const DOCUMENT = join(__dirname, '../../docs/reliability.md');

/** Lists of steps that are so long that the tables use a name for them. */
const LISTS: readonly (readonly [name: string, ids: readonly string[]])[] = [
  ['all that rest on users', ON_USERS],
  ['all that rest on groups', ON_GROUPS],
  ['all that rest on applications', ON_APPS],
];

/** What a run under a fault turned out to be, as the cells of a table. */
export interface Outcome {
  readonly where: string;
  readonly fault: string;
  readonly steps: string;
  readonly warnings: string;
}

const NOTHING = { steps: 'none', warnings: 'none' };

/** The row as it turned out, freed of what differs from run to run or from org to org. */
export function outcomeOf({ where, fault }: Row, found: Run, faultless: Run): Outcome {
  if (found.error !== undefined) {
    const steps = 'the run is stopped, nothing is deleted';
    return { where, fault, steps, warnings: readable(found.error.message) };
  }
  const off = stepsWith(found, 'disabled').filter((id) => id !== 'fetch-changed-mfa-devices');
  const steps = [named(stepsWith(found, 'failure')), off.length > 0 && `off: ${named(off)}`];
  const warnings = warningsOf(found, faultless).map(readable);
  return {
    where,
    fault,
    steps: steps.filter(Boolean).join('; ') || NOTHING.steps,
    warnings: joined(warnings) || NOTHING.warnings,
  };
}

/** The steps by their ids; long lists by their name. */
function named(ids: readonly string[]): string {
  const lists = LISTS.filter(([, list]) => list.every((id) => ids.includes(id)));
  const rest = ids.filter((id) => !lists.some(([, list]) => list.includes(id)));
  return [...lists.map(([name]) => `**${name}**`), ...rest.map((id) => `\`${id}\``)].join(', ');
}

/** The warnings, those that several steps share only once. */
function joined(warnings: readonly string[]): string {
  const stepsBy = new Map<string, string[]>();
  for (const warning of warnings) {
    const step = integrationSteps.find(({ name }) => warning.startsWith(`${name}: `))?.name;
    const text = step === undefined ? warning : warning.slice(step.length);
    stepsBy.set(text, [...(stepsBy.get(text) ?? []), ...(step === undefined ? [] : [step])]);
  }
  return [...stepsBy]
    .map(([text, steps]) => `“${steps.sort().join(', ')}${text}”`)
    .sort()
    .join('<br>');
}

/** Without what differs from run to run or from org to org, and without what every warning says. */
function readable(message: string): string {
  return (
    message
      .replace(/, request [\w-]+/g, '')
      .replace(/, \d+ attempts/g, '')
      .replace(/\b(?:00u|00g|0oa|cr0|0pr|guo)\w{17}\b/g, 'id')
      .replace(/\bid(?:, id)+(?:, …)?/g, 'ids')
      .replace(/\b(\d+) of \1\b/g, 'all')
      .replace(/\b(\d+) of \d+\b/g, '$1 of n')
      .replace(/ What depends on it is incomplete in this run; JupiterOne keeps what it had\./, '')
      .replace(/ JupiterOne keeps what it had of [^.]+\./, '')
      .replace(
        / Give the administrator who owns the API token the role (.+?) \(Security > .+?\)\./g,
        ' → $1',
      )
      .replace(
        / Grant the app the scope (\S+) .+? and assign the role (.+?) to the app .+?\)\./g,
        ' → $1, $2',
      )
      .replace(/ \(or: Custom role with "[^"]+" on all [^)]+\)/g, ' (or a custom role)')
      // The row says what is struck, and how.
      .replace(/\bGET \S+ failed: /g, '')
      .replace(/(: )?\bHTTP \d+(?:, E\d+ \([^)]+\))?(?=[),.])/g, (_, colon) => (colon ? '' : '…'))
      // Which call meets it first is a matter of chance.
      .replace(/(authentication failed) at \S+:/, '$1:')
      .replaceAll('|', '\\|')
  );
}

/** The tables of these sections. */
export function tablesOf(sections: readonly (readonly [Section, readonly Outcome[]])[]): string {
  return sections.map(([section, outcomes]) => renderSection(section, outcomes)).join('\n');
}

function renderSection({ title, introduction }: Section, outcomes: readonly Outcome[]): string {
  const groups = groupedBy(outcomes, ({ steps, warnings }) => `${steps} ${warnings}`);
  const isQuiet = ([first]: readonly Outcome[]): boolean =>
    first?.steps === NOTHING.steps && first.warnings === NOTHING.warnings;
  // What has no consequence comes last.
  const inOrder = [...groups.filter((group) => !isQuiet(group)), ...groups.filter(isQuiet)];
  return [
    `### ${title}`,
    '',
    ...wrap(introduction),
    '',
    ...table(
      ['What goes wrong', 'Steps that fail', 'What the warning says'],
      inOrder.map((group) => [faultsOf(group), group[0]?.steps ?? '', group[0]?.warnings ?? '']),
    ),
    '',
  ].join('\n');
}

/** What is struck, and how: places that are struck alike are one line, and so are faults of one place. */
function faultsOf(outcomes: readonly Outcome[]): string {
  const places = groupedBy(outcomes, ({ where }) => where).map((alike) => ({
    where: alike[0]?.where ?? '',
    faults: alike.map(({ fault }) => fault).join('; '),
  }));
  return groupedBy(places, ({ faults }) => faults)
    .map((alike) => `${alike.map(({ where }) => where).join(', ')}: ${alike[0]?.faults ?? ''}`)
    .join('<br>');
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

/** Every step with its types, and the lists of steps that have a name. */
export function renderSteps(): string {
  const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  return [
    ...table(
      ['Step', 'Its name in warnings', 'Its types'],
      integrationSteps.map(({ id, name }) => [code([id]), name, code(typesOf([id]))]),
    ),
    '',
    ...LISTS.flatMap(([name, ids]) =>
      wrap(`- **${name}** (${String(ids.length)} steps): ${code(ids)}`),
    ),
    '',
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  // Cells padded to the longest warning would make the text unreadable.
  return ['<!-- prettier-ignore -->', line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** Lines of at most 100 characters, as prettier breaks prose; those of a list item are indented. */
function wrap(text: string): string[] {
  const indent = text.startsWith('- ') ? '  ' : '';
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= 100) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(last === undefined ? word : `${indent}${word}`);
  }
  return lines;
}

/**
 * Compares a part of docs/reliability.md with what the runs turned out to be, or writes it there with
 * UPDATE_DOCS=1.
 *
 * @param part name of the part, as the markers in the document have it
 */
export function expectDocumented(part: string, written: string): void {
  const begin = `<!-- begin ${part} -->\n`;
  const end = `<!-- end ${part} -->`;
  const document = readFileSync(DOCUMENT, 'utf8');
  const [from, to] = [document.indexOf(begin) + begin.length, document.indexOf(end)];
  expect(from).toBeGreaterThanOrEqual(begin.length);
  expect(to).toBeGreaterThanOrEqual(from);
  if (process.env['UPDATE_DOCS'] === '1') {
    writeFileSync(DOCUMENT, `${document.slice(0, from)}\n${written}\n${document.slice(to)}`);
    return;
  }
  expect(document.slice(from, to)).toBe(`\n${written}\n`);
}
