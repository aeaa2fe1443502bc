/**
 * Every endpoint of a defined resource, and each way in which it can fail: what follows is the same for all of
 * them, so it is asserted here and not written down for each.
 */
import type { FaultKind } from '../../packages/local-okta';
import { permissionForPath } from '../../src/permissions';
import { RESOURCES, type DeclaredNode } from '../../src/resources';
import { APPLICATIONS_SOURCE } from '../../src/sourceIds';
import { integrationSteps } from '../../src/steps';
import { runSample, type Run } from './collectInMemory';
import { danglingIn, differenceOf } from './compare';
import { ALWAYS_PARTIAL, stepsOfSource, typesOf } from './row';
import { collectRow } from './table';

const LISTS = RESOURCES.flatMap(({ definition: { list, isOlder } }) =>
  list ? [[list.path, isOlder === true] as const] : [],
);
const PARTS = RESOURCES.flatMap(({ nodes }) => nodes).flatMap((node) =>
  Object.entries(node.definition.embedded ?? {}).map(([name, { path }]) => ({ node, name, path })),
);

let faultless: Run;

beforeAll(async () => {
  faultless = await runSample();
});

const collect = (on: string, kind: FaultKind): Promise<Run> =>
  collectRow({ fault: kind.kind, where: on, org: { faults: [{ ...kind, on }] } });

const failed = ({ statuses }: Run): string[] =>
  Object.keys(statuses)
    .filter((id) => statuses[id] === 'failure')
    .sort();

/** Warnings that a run without faults does not give. */
const warnings = ({ events }: Run): string[] =>
  events
    .filter(({ name }) => name.startsWith('warn_'))
    .map(({ description }) => description)
    .filter((description) => !faultless.events.some((usual) => usual.description === description));

/** The steps whose data rests on what is answered there; the account is complete without. */
const stepsOn = (path: string): string[] =>
  integrationSteps
    .filter(
      ({ id, authorization }) => id !== 'fetch-account' && authorization?.endpoints?.includes(path),
    )
    .map(({ id }) => id)
    .sort();

/** Nothing dangles, and what is missing is protected from deletion, or rightly gone. */
function expectSound(run: Run, gone: readonly string[] = []): void {
  expect(run.error).toBeUndefined();
  expect(danglingIn(run.graph)).toEqual([]);
  const mayMiss = new Set([...(run.partial ?? []), ...gone]);
  expect(differenceOf(faultless.graph, run.graph, mayMiss).missing).toEqual([]);
}

function partialOf({ partial = [] }: Run): string[] {
  return partial.filter((type) => !ALWAYS_PARTIAL.has(type)).sort();
}

/** What an org answers that does not have the endpoint; every org has those of older types. */
const LACKING: [string, FaultKind][] = [
  ['405', { kind: 'status', status: 405, code: 'E0000022' }],
  ['501', { kind: 'status', status: 501, code: 'E0000060' }],
  ['404 without a body', { kind: 'status', status: 404, body: 'empty' }],
];

describe.each(LISTS)('%s', (path, isOlder) => {
  test.each<[string, FaultKind]>([
    ['403', { kind: 'forbidden' }],
    ['404 of Okta’s', { kind: 'notFound' }],
    ['404 with the HTML of a proxy', { kind: 'status', status: 404, body: 'html' }],
    ['500, again and again', { kind: 'serverError' }],
    ...(isOlder ? LACKING : []),
  ])(
    '%s: the steps that rest on it fail, their types are partial, one warning says why',
    async (_, kind) => {
      const run = await collect(path, kind);
      expectSound(run);
      expect(failed(run)).toEqual(stepsOn(path));
      expect(partialOf(run)).toEqual(typesOf(stepsOn(path)));
      expect(warnings(run)).toHaveLength(1);
      expect(warnings(run)[0]).toContain(permissionForPath(path)?.title);
    },
  );

  test.each<[string, FaultKind]>([
    ['a feature that is off (401 E0000015)', { kind: 'featureOff' }],
    ['an empty list', { kind: 'empty' }],
    ...(isOlder ? [] : LACKING),
  ])('%s: the org has none, every step succeeds', async (_, kind) => {
    const run = await collect(path, kind);
    expect(failed(run)).toEqual([]);
    expect(partialOf(run)).toEqual([]);
    expect(warnings(run)).toEqual([]);
    expectSound(run, typesOf(stepsOn(path)));
  });
});

/** The steps of what stands within this part of a record, at any depth. */
function stepsWithin({ node, name }: (typeof PARTS)[number]): string[] {
  const steps = (each: DeclaredNode): string[] => [
    ...(each.entities.length > 0 ? [each.step.id] : []),
    ...each.edges.map(({ step }) => step.id),
    ...each.children.flatMap(steps),
  ];
  const isWithin = ({ place }: DeclaredNode): boolean =>
    typeof place === 'string' && place.startsWith(`_embedded.${name}`);
  return node.children.filter(isWithin).flatMap(steps);
}

/** The types of a record and of what belongs to it, which may tell something of the record. */
function typesFrom({ types, children }: DeclaredNode): string[] {
  return [...types, ...children.flatMap(typesFrom)];
}

const ASKED = PARTS.filter(
  ({ node, name }) => node.definition.embedded?.[name]?.isKnown === undefined,
);

if (ASKED.length > 0) {
  describe.each(ASKED)('$path', (part) => {
    const ownTypes = new Set(typesFrom(part.node));

    test.each<[string, FaultKind]>([
      ['403', { kind: 'forbidden' }],
      ['500, again and again', { kind: 'serverError' }],
    ])(
      '%s: what stands within is kept, of the rest properties at most are absent',
      async (_, kind) => {
        const run = await collect(part.path, kind);
        expectSound(run);
        expect(stepsOn(part.path)).toEqual(expect.arrayContaining(failed(run)));
        expect(failed(run)).toEqual(expect.arrayContaining(stepsWithin(part)));
        expect(warnings(run).length).toBeGreaterThan(0);
        const { changed } = differenceOf(faultless.graph, run.graph);
        const types = changed.map(
          (each) => faultless.graph.get(each.slice(0, each.lastIndexOf(': ')))?._type ?? each,
        );
        expect(types.filter((type) => !ownTypes.has(type))).toEqual([]);
      },
    );

    test('a feature that is off: every step succeeds', async () => {
      const run = await collect(part.path, { kind: 'featureOff' });
      expect(failed(run)).toEqual([]);
      expect(warnings(run)).toEqual([]);
    });
  });
}

const SOURCES = [
  ...new Set(RESOURCES.flatMap(({ definition: { source } }) => (source ? [source.id] : []))),
];

describe.each(SOURCES)('without the source %s', (source) => {
  test('its steps are off, nothing of it is asked, and all else is complete', async () => {
    const run = await runSample({}, { disabledSources: [source] });
    const disabled = ({ statuses }: Run): string[] =>
      Object.keys(statuses).filter((id) => statuses[id] === 'disabled');
    const usual = disabled(faultless);
    expect(failed(run)).toEqual([]);
    expect(
      disabled(run)
        .filter((id) => !usual.includes(id))
        .sort(),
    ).toEqual(stepsOfSource(source).sort());
    const own = RESOURCES.filter(({ definition }) => definition.source?.id === source);
    const paths = own.flatMap(({ definition, nodes }) => [
      ...(definition.list ? [definition.list.path] : []),
      ...nodes
        .flatMap((node) => Object.values(node.definition.embedded ?? {}))
        .map(({ path }) => path),
    ]);
    expect(paths.filter((path) => run.okta.counters.callsTo(path) > 0)).toEqual([]);
    // Edges of others that lead to what is switched off are gone, too.
    const lists = source === APPLICATIONS_SOURCE ? [...paths, '/api/v1/apps'] : paths;
    expectSound(run, typesOf([...stepsOfSource(source), ...lists.flatMap(stepsOn)]));
  });
});
