/** Runs rows of the table of completeness, checks what must hold of every run, and writes the rows down. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { IMPATIENT, run, startSampleOrg, type Run } from './collectInMemory';
import { danglingIn, differenceOf, NO_DIFFERENCE } from './compare';
import { ALWAYS_PARTIAL, type Row, type Section } from './row';

const DOCUMENT = join(__dirname, '../../docs/reliability.md');

/** What one row turned out to be, as a line of the document. */
export type Written = readonly [
  fault: string,
  where: string,
  status: string,
  partial: string,
  warning: string,
];

/** Collects the sample org under the row's fault. */
export async function collectRow({ org, options = {}, prepare }: Row): Promise<Run> {
  const okta = await startSampleOrg(org);
  try {
    prepare?.(okta);
    const given = typeof options === 'function' ? options(okta) : options;
    return await run(okta, { client: TWO_ATTEMPTS, ...given });
  } finally {
    await okta.close();
  }
}

const TWO_ATTEMPTS = {
  ...IMPATIENT,
  retryBudget: { ...IMPATIENT.retryBudget, attempts: 2 },
};

/** Checks the row's own expectations and what must hold of any run. */
export function checkRow(row: Row, found: Run, faultless: Run): void {
  if (row.stops !== undefined) {
    expect(found.error?.message).toMatch(row.stops);
    expect(found.partial).toBeUndefined();
    return;
  }
  expect(found.error).toBeUndefined();
  expect(stepsWith(found, 'failure')).toEqual([...(row.fails ?? [])].sort());
  const off = new Set(stepsWith(faultless, 'disabled'));
  expect(stepsWith(found, 'disabled').filter((id) => !off.has(id))).toEqual(
    [...(row.off ?? [])].sort(),
  );
  expect(warningsOf(found, faultless)).toHaveLength(
    row.warnings ?? (row.fails === undefined ? 0 : 1),
  );

  // Nothing dangles, and whatever is missing is protected from deletion or rightly gone.
  expect(danglingIn(found.graph)).toEqual([]);
  const mayMiss = new Set([...(found.partial ?? []), ...(row.gone ?? [])]);
  const difference = differenceOf(faultless.graph, found.graph, mayMiss);
  expect(difference).toEqual({
    ...NO_DIFFERENCE,
    added: difference.added,
    changed: difference.changed,
  });

  const all = differenceOf(faultless.graph, found.graph);
  expect(propertiesOf(all.changed, faultless)).toEqual([...(row.changed ?? [])].sort());
  expect(countedTypes(all.added, found)).toEqual([...(row.added ?? [])].sort());
  if (row.missing !== undefined) expect(countsOf(all.missing, faultless)).toEqual(row.missing);
  expect(countsOf([...found.graph.keys()], found)).toMatchObject(row.kept ?? {});
}

/** The row as it turned out, freed of what differs from run to run or from org to org. */
export function writeRow({ fault, where }: Row, found: Run, faultless: Run): Written {
  if (found.error !== undefined) {
    const reason = readable(found.error.message);
    return [fault, where, 'the run is stopped', 'nothing is finalised, nothing deleted', reason];
  }
  const failed = stepsWith(found, 'failure');
  const off = stepsWith(found, 'disabled').filter((id) => id !== 'fetch-changed-mfa-devices');
  const partial = (found.partial ?? []).filter((type) => !ALWAYS_PARTIAL.has(type)).sort();
  const warnings = warningsOf(found, faultless).map(readable).sort();
  return [
    fault,
    where,
    [stepCell('fail', failed), stepCell('are off', off)].filter(Boolean).join('; ') ||
      'all succeed',
    partial.map((type) => `\`${type}\``).join(', ') || 'none',
    warnings.map((warning) => `“${warning}”`).join('<br>') || 'none',
  ];
}

function stepCell(verb: string, steps: readonly string[]): string {
  return steps.length === 0 ? '' : `${verb}: ${steps.map((id) => `\`${id}\``).join(', ')}`;
}

function stepsWith({ statuses }: Run, status: string): string[] {
  return Object.keys(statuses)
    .filter((id) => statuses[id] === status)
    .sort();
}

/** The sample org has AWS applications that cannot be mapped: what is said of them is no news. */
function warningsOf({ events }: Run, faultless: Run): string[] {
  const subjectOf = (description: string): string => description.split(': ', 1)[0] ?? '';
  const usual = new Set(faultless.events.map(({ description }) => subjectOf(description)));
  return events
    .filter(({ name }) => name.startsWith('warn_'))
    .filter(({ description }) => !usual.has(subjectOf(description)))
    .map(({ description }) => description);
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
      // Which call meets it first is a matter of chance.
      .replace(/(authentication failed) at \S+:/, '$1:')
      .replaceAll('|', '\\|')
  );
}

function propertiesOf(changed: readonly string[], { graph }: Run): string[] {
  const properties = changed.flatMap((line) => {
    const cut = line.lastIndexOf(': ');
    const type = graph.get(line.slice(0, cut))?._type ?? '';
    return line
      .slice(cut + 2)
      .split(', ')
      .map((property) => `${type}.${property}`);
  });
  return [...new Set(properties)].sort();
}

function countedTypes(keys: readonly string[], run: Run): string[] {
  return Object.keys(countsOf(keys, run)).sort();
}

function countsOf(keys: readonly string[], { graph }: Run): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) {
    const type = graph.get(key)?._type ?? '';
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}

/**
 * Compares a part of docs/reliability.md with what the rows turned out to be, or writes it there with
 * UPDATE_DOCS=1.
 *
 * @param part name of the part, as the markers in the document have it
 */
export function expectDocumented(part: string, sections: readonly [Section, Written[]][]): void {
  const begin = `<!-- begin ${part} -->\n`;
  const end = `<!-- end ${part} -->`;
  const document = readFileSync(DOCUMENT, 'utf8');
  const [from, to] = [document.indexOf(begin) + begin.length, document.indexOf(end)];
  expect(from).toBeGreaterThanOrEqual(begin.length);
  expect(to).toBeGreaterThanOrEqual(from);
  const written = `\n${sections.map(([section, rows]) => renderSection(section, rows)).join('\n')}\n`;
  if (process.env['UPDATE_DOCS'] === '1') {
    writeFileSync(DOCUMENT, document.slice(0, from) + written + document.slice(to));
    return;
  }
  expect(document.slice(from, to)).toBe(written);
}

const HEAD: Written = [
  'Fault',
  'Where it strikes',
  'Steps',
  'Partial types',
  'What the warning says',
];

function renderSection({ title, introduction }: Section, rows: readonly Written[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `### ${title}`,
    '',
    ...wrap(introduction),
    '',
    // Cells padded to the longest warning would make the text unreadable.
    '<!-- prettier-ignore -->',
    line(HEAD),
    line(HEAD.map(() => '---')),
    ...rows.map(line),
    '',
  ].join('\n');
}

/** Lines of at most 100 characters, as prettier breaks prose. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= 100) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
