// Shows what `j1-integration run` sends to JupiterOne and how it takes refusals, with a tiny
// integration in place of ours.

import path from 'node:path';
import { checkout, startRun } from './checkout';
import type { Checkout, Ended } from './checkout';
import { countByType, dangling, startLocalJupiterOne } from './localJupiterOne';
import type { Fault, LocalJupiterOne } from './localJupiterOne';

const FIXTURE = path.join(__dirname, 'fixture');

const ALL_THINGS = { fixture_box: 1, fixture_thing: 3 };

let project: Checkout;
let jupiterOne: LocalJupiterOne;

beforeEach(() => {
  project = checkout(FIXTURE);
});
afterEach(async () => {
  project.remove();
  await jupiterOne.close();
});

async function run(
  environment: Record<string, string> = {},
  options: { faults?: Fault[]; maxBytes?: number; target?: string[] } = {},
): Promise<Ended> {
  jupiterOne = await startLocalJupiterOne(options);
  return startRun(project, jupiterOne, environment, options.target).ended;
}

const calls = () => jupiterOne.requests.map(({ call }) => call);
const onlyJob = () => {
  expect(jupiterOne.jobs).toHaveLength(1);
  return jupiterOne.jobs[0]!;
};

it('creates a job, uploads, publishes events and finalizes', async () => {
  const { code, output } = await run();
  const job = onlyJob();
  expect(job).toMatchObject({
    source: 'integration-managed',
    integrationInstanceId: 'local-instance',
    status: 'FINALIZE_PENDING',
    finalized: { partialDatasets: { types: [] } },
    aborted: undefined,
  });
  expect(countByType(job.entities)).toEqual(ALL_THINGS);
  expect(countByType(job.relationships)).toEqual({ fixture_box_has_thing: 3 });
  expect(dangling(job)).toEqual([]);
  expect(job.events.map(({ name }) => name)).toEqual([
    'step_start',
    'info',
    'step_end',
    'step_start',
    'step_end',
  ]);
  expect(job.events).toContainEqual({ name: 'info', description: 'Looking for boxes' });
  expect(calls()[0]).toBe('create');
  expect(calls().at(-1)).toBe('finalize');
  expect(output).toContain('FINALIZE_PENDING');
  expect(code).toBe(0);
});

it('takes a job of the source api, which has no events', async () => {
  await run({}, { target: ['--source', 'api', '--scope', 'okta'] });
  expect(onlyJob()).toMatchObject({ source: 'api', scope: 'okta', events: [] });
  expect(calls()).not.toContain('events');
});

it('asks for the status instead of finalizing when it is told to', async () => {
  await run({}, { target: ['-i', 'local-instance', '--skip-finalize'] });
  expect(onlyJob()).toMatchObject({ status: 'AWAITING_UPLOADS', finalized: undefined });
  expect(calls().at(-1)).toBe('status');
});

it('finalizes with the types of a failed step as partial', async () => {
  await run({ FAIL: 'step' });
  const job = onlyJob();
  expect(job.finalized?.partialDatasets?.types).toEqual(['fixture_thing', 'fixture_box_has_thing']);
  expect(countByType(job.entities)).toEqual(ALL_THINGS);
  expect(job.events.map(({ name }) => name)).toContain('step_failure');
});

it('aborts on a fatal error and finalizes nothing, with exit code 0', async () => {
  const { code } = await run({ FAIL: 'fatal' });
  expect(onlyJob()).toMatchObject({ status: 'ABORTED', finalized: undefined });
  expect(onlyJob().aborted?.reason).toContain('Provider authentication failed');
  expect(code).toBe(0);
});

it('leaves the job open when it is stopped', async () => {
  jupiterOne = await startLocalJupiterOne();
  const running = startRun(project, jupiterOne, { FAIL: 'hang' });
  await jupiterOne.seen('events');
  running.kill('SIGTERM');
  expect((await running.ended).signal).toBe('SIGTERM');
  expect(onlyJob()).toMatchObject({ finalized: undefined, aborted: undefined });
});

it('uploads again with less raw data after a 413', async () => {
  await run({ THINGS: '4', RAW_BYTES: '5000' }, { maxBytes: 12_000 });
  const job = onlyJob();
  const rawData = job.entities.map(({ _rawData }) => JSON.stringify(_rawData));
  expect(jupiterOne.requests.filter(({ status }) => status === 413).length).toBeGreaterThan(1);
  expect(rawData.filter((text) => text.includes('TRUNCATED')).length).toBeGreaterThan(0);
  expect(countByType(job.entities)).toEqual({ fixture_box: 1, fixture_thing: 4 });
  expect(job.finalized).toEqual({ partialDatasets: { types: [] } });
});

it('uploads again after a 500', async () => {
  const faults: Fault[] = [
    { call: 'entities', answer: 500 },
    { call: 'relationships', answer: 500 },
    { call: 'finalize', answer: 500 },
  ];
  await run({}, { faults });
  const job = onlyJob();
  expect(jupiterOne.requests.filter(({ status }) => status === 500)).toHaveLength(3);
  expect(countByType(job.entities)).toEqual(ALL_THINGS);
  expect(countByType(job.relationships)).toEqual({ fixture_box_has_thing: 3 });
  expect(job.finalized).toEqual({ partialDatasets: { types: [] } });
});

it('finalizes nothing when the job takes no more uploads', async () => {
  await run({}, { faults: [{ call: 'entities', answer: 'JOB_NOT_AWAITING_UPLOADS' }] });
  expect(onlyJob().finalized).toBeUndefined();
  expect(calls()).not.toContain('finalize');
});

it('refuses a wrong key before anything is collected', async () => {
  jupiterOne = await startLocalJupiterOne();
  const { code, output } = await startRun(project, { ...jupiterOne, apiKey: 'wrong-key-4711' })
    .ended;
  expect(jupiterOne.jobs).toEqual([]);
  expect(jupiterOne.requests).toMatchObject([{ call: 'create', status: 401 }]);
  expect(output).not.toContain('wrong-key-4711');
  expect(code).toBe(1);
});

describe('refusals of the stand-in itself', () => {
  async function post(url: string, body: unknown): Promise<{ status: number; text: string }> {
    const response = await fetch(`${jupiterOne.url}/persister/synchronization/jobs${url}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${jupiterOne.apiKey}`,
        'jupiterone-account': jupiterOne.account,
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  }

  const entity = { _key: 'k', _type: 't', _class: ['Site'], names: ['a', 1, null] };
  const edge = { _key: 'k', _type: 't', _class: 'HAS', _mapping: { targetEntity: {} } };

  beforeEach(async () => {
    jupiterOne = await startLocalJupiterOne();
    await post('', { source: 'integration-managed', integrationInstanceId: 'i' });
  });

  it.each([
    ['entities', [entity], 200],
    ['entities', [{ ...entity, nested: { a: 1 } }], 400],
    ['entities', [{ ...entity, names: [['a']] }], 400],
    ['entities', [{ _key: 'k' }], 400],
    ['entities', entity, 400],
    ['relationships', [edge], 200],
    ['relationships', [{ ...edge, names: ['a'] }], 400],
    ['relationships', [{ ...edge, nested: {} }], 400],
    ['unheard-of', [], 404],
  ])('%s: %j gives %i', async (kind, objects, status) => {
    expect((await post(`/${onlyJob().id}/${kind}`, { [kind]: objects })).status).toBe(status);
  });

  it('a job that was finalized takes neither uploads nor an abort', async () => {
    const { id } = onlyJob();
    await post(`/${id}/finalize`, { partialDatasets: { types: ['t'] } });
    for (const call of ['entities', 'relationships', 'finalize', 'abort']) {
      const { status, text } = await post(`/${id}/${call}`, { [call]: [] });
      expect(status).toBe(400);
      expect(text).toContain('JOB_NOT_AWAITING_UPLOADS');
    }
  });

  it('a job needs a source and what belongs to it', async () => {
    expect((await post('', { source: 'api' })).status).toBe(400);
    expect((await post('', { integrationInstanceId: 'i' })).status).toBe(400);
    expect((await post('/no-such-job/entities', { entities: [] })).status).toBe(404);
  });
});
