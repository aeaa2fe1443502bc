/** Runs rows of the table of completeness, and checks what must hold of every run. */
import { IMPATIENT, run, startSampleOrg, type Run } from './collectInMemory';
import { danglingIn, differenceOf, NO_DIFFERENCE } from './compare';
import { typesOf, ALWAYS_PARTIAL, type Row } from './row';

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

  // The document leaves the partial types out: they are those of the steps that fail.
  const partial = (found.partial ?? []).filter((type) => !ALWAYS_PARTIAL.has(type));
  const failing = typesOf(row.fails ?? []).filter((type) => !ALWAYS_PARTIAL.has(type));
  expect([...partial].sort()).toEqual(failing);

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

/** Ids of the steps that ended like this. */
export function stepsWith({ statuses }: Run, status: string): string[] {
  return Object.keys(statuses)
    .filter((id) => statuses[id] === status)
    .sort();
}

/** What the fault makes the run warn of: the sample org has AWS applications that it always warns of. */
export function warningsOf({ events }: Run, faultless: Run): string[] {
  const subjectOf = (description: string): string => description.split(': ', 1)[0] ?? '';
  const usual = new Set(faultless.events.map(({ description }) => subjectOf(description)));
  return events
    .filter(({ name }) => name.startsWith('warn_'))
    .filter(({ description }) => !usual.has(subjectOf(description)))
    .map(({ description }) => description);
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
