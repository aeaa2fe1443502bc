// Shows what JupiterOne gets from `j1-integration run` on the sample org: everything of a good run,
// the partial types of a bad one, and nothing of one that must not be believed.

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { CANARY, PHONE_CANARY, startLocalOkta } from '../../packages/local-okta';
import type { LocalOkta, LocalOktaOptions } from '../../packages/local-okta';
import { userId } from '../../packages/local-okta/sample/people';
import { checkout, startRun } from './checkout';
import type { Checkout, Ended, Running } from './checkout';
import { countByType, dangling, startLocalJupiterOne } from './localJupiterOne';
import type { Fault, GraphObject, LocalJupiterOne, SyncJob } from './localJupiterOne';

jest.setTimeout(120_000);

/** The one type that no run can prove complete: Okta keeps its log for 90 days. */
const ALWAYS_PARTIAL = 'okta_user_created_application';

class Scene {
  private running: Running | undefined;

  constructor(
    readonly okta: LocalOkta,
    readonly jupiterOne: LocalJupiterOne,
    readonly project: Checkout,
  ) {}

  start(environment: Record<string, string> = {}): Running {
    this.running = startRun(this.project, this.jupiterOne, {
      OKTA_ORG_URL: this.okta.url,
      OKTA_API_KEY: this.okta.apiToken,
      ...environment,
    });
    return this.running;
  }

  get job(): SyncJob {
    expect(this.jupiterOne.jobs).toHaveLength(1);
    return this.jupiterOne.jobs[0]!;
  }

  async close(): Promise<void> {
    // A run that a failed test left behind would go on for as long as it likes.
    this.running?.kill('SIGKILL');
    await this.running?.ended;
    this.project.remove();
    await this.jupiterOne.close();
    await this.okta.close();
  }
}

async function setUp(
  oktaOptions: LocalOktaOptions = {},
  jupiterOneFaults: Fault[] = [],
): Promise<Scene> {
  return new Scene(
    await startLocalOkta({ plan: 'unlimited', ...oktaOptions }),
    await startLocalJupiterOne({ faults: jupiterOneFaults }),
    checkout(path.resolve(__dirname, '../../src')),
  );
}

const sortedKeys = (objects: GraphObject[]) => objects.map(({ _key }) => _key).sort();

function partialTypes({ finalized }: SyncJob): string[] {
  return (finalized?.partialDatasets?.types ?? []).filter((type) => type !== ALWAYS_PARTIAL);
}

/** What the SDK left on disk of one kind. */
function stored({ directory }: Checkout, kind: 'entities' | 'relationships'): GraphObject[] {
  const graph = path.join(directory, '.j1-integration', 'graph');
  return readdirSync(graph, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes(`/${kind}/`) && name.endsWith('.json'))
    .flatMap((name) => {
      const content: unknown = JSON.parse(readFileSync(path.join(graph, name), 'utf8'));
      return (content as Record<string, GraphObject[]>)[kind] ?? [];
    });
}

/** The types of which the steps report an object. */
function encounteredTypes({ directory }: Checkout): string[] {
  const { integrationStepResults } = JSON.parse(
    readFileSync(path.join(directory, '.j1-integration', 'summary.json'), 'utf8'),
  ) as { integrationStepResults: { encounteredTypes: string[] }[] };
  return [...new Set(integrationStepResults.flatMap((step) => step.encounteredTypes))].sort();
}

describe('a good run', () => {
  let scene: Scene;
  let ended: Ended;
  beforeAll(async () => {
    scene = await setUp();
    ended = await scene.start({ LOG_LEVEL: 'trace' }).ended;
  });
  afterAll(() => scene.close());

  it('is finalized, with only that type partial that always is', () => {
    expect(scene.job).toMatchObject({ status: 'FINALIZE_PENDING', aborted: undefined });
    expect(scene.job.finalized?.partialDatasets?.types).toEqual([ALWAYS_PARTIAL]);
    expect(ended.code).toBe(0);
  });

  it('brings every object that was collected, once', () => {
    const { entities, relationships } = scene.job;
    expect(sortedKeys(entities)).toEqual(sortedKeys(stored(scene.project, 'entities')));
    expect(sortedKeys(relationships)).toEqual(sortedKeys(stored(scene.project, 'relationships')));
    const keys = [...entities, ...relationships].map(({ _key }) => _key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('brings every type that the steps met', () => {
    const counts = { ...countByType(scene.job.entities), ...countByType(scene.job.relationships) };
    expect(Object.keys(counts).sort()).toEqual(encounteredTypes(scene.project));
  });

  it('brings no relationship without both of its ends', () => {
    expect(dangling(scene.job)).toEqual([]);
  });

  it('is refused nothing', () => {
    expect(scene.jupiterOne.requests.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it('tells of its steps, and of no failure', () => {
    const names = scene.job.events.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['step_start', 'step_end']));
    expect(names.filter((name) => /error|failure/.test(name))).toEqual([]);
  });

  it('sends and prints no secret', () => {
    const sent = JSON.stringify([scene.job.entities, scene.job.relationships, scene.job.events]);
    for (const text of [sent, ended.output]) {
      expect(text).not.toContain(CANARY);
      expect(text).not.toContain(PHONE_CANARY);
      expect(text).not.toContain(scene.okta.apiToken);
      expect(text).not.toContain(scene.jupiterOne.apiKey);
    }
  });
});

describe('a run with trouble', () => {
  let scene: Scene;
  afterEach(() => scene.close());

  it('marks what it could not read as partial, and nothing else', async () => {
    scene = await setUp({ permissions: { deny: ['/api/v1/devices*'] } });
    await scene.start().ended;
    expect(partialTypes(scene.job).sort()).toEqual([
      'okta_account_has_device',
      'okta_device',
      'okta_user_has_device',
    ]);
    const counts = countByType(scene.job.entities);
    expect(counts.okta_device).toBeUndefined();
    expect(counts.okta_user).toBeGreaterThan(0);
    expect(dangling(scene.job)).toEqual([]);
    expect(scene.job.events.map(({ name }) => name)).toContain('warn_missing_permission');
  });

  it('loses one group, says which and keeps the rest', async () => {
    const group = '00geng000000000000h7';
    scene = await setUp({ faults: [{ kind: 'badRequest', on: new RegExp(`/${group}/users`) }] });
    await scene.start().ended;
    expect(partialTypes(scene.job)).toContain('okta_group_has_user');
    expect(partialTypes(scene.job)).not.toContain('okta_user_group');
    expect(partialTypes(scene.job)).not.toContain('okta_app_user_group_has_user');
    expect(countByType(scene.job.relationships).okta_group_has_user).toBeGreaterThan(0);
    const warnings = scene.job.events.filter(({ name }) => name === 'warn_incomplete_data');
    expect(warnings.map(({ description }) => description).join()).toContain(group);
  });

  it('finalizes nothing when the token dies on the way', async () => {
    scene = await setUp({ faults: [{ kind: 'invalidToken', from: 30 }] });
    const { code, output } = await scene.start().ended;
    expect(scene.okta.counters.total).toBeGreaterThanOrEqual(30);
    expect(scene.job).toMatchObject({ status: 'ABORTED', finalized: undefined });
    expect(scene.job.aborted?.reason).toMatch(/token/i);
    expect(output).not.toContain(scene.okta.apiToken);
    expect(code).toBe(0);
  });

  it('collects nothing with a token that is refused from the start', async () => {
    scene = await setUp();
    await scene.start({ OKTA_API_KEY: 'refused-token-4711' }).ended;
    expect(scene.job).toMatchObject({
      status: 'ABORTED',
      finalized: undefined,
      entities: [],
      relationships: [],
    });
    expect(scene.job.events.map(({ name }) => name)).toContain('validation_failure');
    expect(JSON.stringify(scene.job)).not.toContain('refused-token-4711');
  });

  it('finalizes nothing for an org that shows no users', async () => {
    scene = await setUp({ permissions: { adminRole: 'none' } });
    await scene.start().ended;
    expect(scene.job).toMatchObject({ status: 'ABORTED', finalized: undefined });
  });

  it('carries what is larger than an upload takes, shortened, and says so', async () => {
    scene = await setUp();
    const [many, array] = [userId('ana'), userId('bo')];
    const long = (n: number): string => `${n}:`.padEnd(4_000, 'x');
    const numbers = Array.from({ length: 2_000 }, (_, n) => n);
    const attributes = Object.fromEntries(numbers.slice(0, 1_600).map((n) => [`a${n}`, long(n)]));
    scene.okta.org.patchUser(many, { profile: { login: 'ana', ...attributes } });
    scene.okta.org.patchUser(array, { profile: { login: 'bo', notes: numbers.map(long) } });
    await scene.start().ended;
    const entities = new Map(scene.job.entities.map((entity) => [entity._key, entity]));
    expect(entities.get(many)).toMatchObject({ login: 'ana' });
    expect(entities.get(many)?.a1599).toMatch(/^1599:x{2000,}…$/);
    const notes = entities.get(array)?.notes as string[];
    expect(notes).toHaveLength(2_000);
    expect(notes[1_999]).toMatch(/^1999:x{2000,}…$/);
    expect(partialTypes(scene.job)).toEqual([]);
    const said = scene.job.events.filter(({ name }) => name === 'warn_ingestion_limit_encountered');
    expect(said.map(({ description }) => description)).toEqual([
      expect.stringContaining('2 entities are larger than JupiterOne takes and are shortened'),
    ]);
    expect(said[0]?.description).toMatch(new RegExp(`${array}: _rawData, (?:\\w+, )?notes\\)`));
    expect(said[0]?.description).toMatch(new RegExp(`${many}: (?:\\w+, ){5}and \\d+ more`));
  });

  it('survives a 413 and a 500 of JupiterOne', async () => {
    scene = await setUp({}, [
      { call: 'entities', answer: 413 },
      { call: 'entities', answer: 500 },
      { call: 'relationships', answer: 500 },
      { call: 'finalize', answer: 500 },
    ]);
    await scene.start().ended;
    const { entities, relationships } = scene.job;
    expect(sortedKeys(entities)).toEqual(sortedKeys(stored(scene.project, 'entities')));
    expect(sortedKeys(relationships)).toEqual(sortedKeys(stored(scene.project, 'relationships')));
    expect(JSON.stringify(entities)).toContain('TRUNCATED');
    expect(partialTypes(scene.job)).toEqual([]);
    expect(scene.jupiterOne.requests.filter(({ status }) => status === 500)).toHaveLength(3);
  });

  it('finalizes nothing when the job was ended meanwhile', async () => {
    scene = await setUp({}, [{ call: 'entities', answer: 'JOB_NOT_AWAITING_UPLOADS' }]);
    await scene.start().ended;
    expect(scene.job).toMatchObject({ status: 'ABORTED', finalized: undefined });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('finalizes nothing after %s', async (signal) => {
    scene = await setUp({ latencyMs: 300 });
    const running = scene.start();
    await scene.jupiterOne.seen('events');
    running.kill(signal);
    const { code } = await running.ended;
    expect(code).not.toBe(0);
    expect(scene.job).toMatchObject({ status: 'AWAITING_UPLOADS', finalized: undefined });
  });
});
