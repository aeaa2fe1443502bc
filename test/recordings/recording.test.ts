/**
 * A complete run that was recorded, replayed with the network off. `npm run test:env` records it anew:
 * against the org of the environment or `.env`, or without one against the local sample org.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { mutations, setupRecording, type Recording } from '@jupiterone/integration-sdk-testing';

import { collect, countByType, SAMPLE_NOW, type Collected } from '../harness/collect';
import { CANARY, PHONE_CANARY, sampleOrg, startLocalOkta } from '../../packages/local-okta';
import { redactEntry, redactJson, type StoredEntry } from './redact';

const NAME = 'complete-run';
const EXPECTED = join(__dirname, 'expected.json');
const isRecording = process.env.RECORD === 'true';

/** A port on which nothing listens: a request that is not in the recording fails. */
const NOWHERE = { url: 'http://127.0.0.1:9', apiToken: 'replayed' };

interface Expected {
  /** The start of the recorded run: times in queries come from it. */
  readonly startedOn: number;
  readonly entities: Record<string, number>;
  readonly relationships: Record<string, number>;
}

function startPolly(mode: 'record' | 'replay'): Recording {
  return setupRecording({
    directory: __dirname,
    name: NAME,
    mutateEntry: (
      entry: StoredEntry & Parameters<typeof mutations.unzipGzippedRecordingEntry>[0],
    ) => {
      mutations.unzipGzippedRecordingEntry(entry);
      redactEntry(entry);
    },
    options: {
      mode,
      recordIfMissing: false,
      recordFailedRequests: true,
      // A run asks some items again at its end, and which ones depends on whose answer came last.
      matchRequestsBy: { url: { protocol: false, hostname: false, port: false }, order: false },
    },
  });
}

function countsOf({ entities, relationships }: Collected): Omit<Expected, 'startedOn'> {
  return { entities: countByType(entities), relationships: countByType(relationships) };
}

async function record(): Promise<void> {
  const { OKTA_ORG_URL, OKTA_API_KEY } = process.env;
  const began = Date.now();
  const isReal = OKTA_ORG_URL !== undefined && OKTA_ORG_URL !== '';
  const startedOn = isReal ? began : SAMPLE_NOW;
  const local = isReal
    ? undefined
    : await startLocalOkta({
        plan: 'unlimited',
        org: sampleOrg({ now: SAMPLE_NOW }),
        now: () => SAMPLE_NOW + (Date.now() - began),
      });
  const okta = local ?? { url: OKTA_ORG_URL ?? '', apiToken: OKTA_API_KEY ?? '' };
  const recording = startPolly('record');
  try {
    const collected = await collect(okta, { startedOn, client: { timeouts: {} } });
    expect(collected.error).toBeUndefined();
    const expected: Expected = { startedOn, ...countsOf(collected) };
    writeFileSync(EXPECTED, `${JSON.stringify(expected, undefined, 2)}\n`);
  } finally {
    await recording.stop();
    await local?.close();
  }
}

beforeAll(async () => {
  if (isRecording) await record();
}, 3_600_000);

test('the recorded run gives the same graph with the network off', async () => {
  if (!existsSync(EXPECTED)) throw new Error('There is no recording: run npm run test:env');
  const { startedOn, ...expected } = JSON.parse(readFileSync(EXPECTED, 'utf8')) as Expected;
  const recording = startPolly('replay');
  try {
    const replayed = await collect(NOWHERE, { startedOn, client: { timeouts: {} } });
    expect(replayed.error).toBeUndefined();
    expect(countsOf(replayed)).toEqual(expected);
  } finally {
    await recording.stop();
  }
});

test('nothing stored tells a credential, a cookie or a secret', () => {
  const folder = join(__dirname, '__recordings__');
  const stored = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.har'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  expect(stored.length).toBeGreaterThan(10_000);
  for (const secret of ['SSWS', 'Bearer', 'sample-token', CANARY, PHONE_CANARY]) {
    expect(stored).not.toContain(secret);
  }
  expect(stored).not.toMatch(/set-cookie/i);
  const addresses = stored.match(/[\w.+'-]+@[\w-]+(\.[\w-]+)+/g) ?? [];
  expect(addresses.filter((address) => !address.endsWith('@redacted.example'))).toEqual([]);
});

test('stand-ins hide who people are, keep connections and leave things their names', () => {
  const ana = { login: 'Ana@acme.com', firstName: 'Ana', email: 'ana@acme.com', title: 'CEO' };
  const redacted = redactJson([
    { profile: ana },
    { profile: ana },
    { name: 'aws', signOnMode: null },
  ]);
  const [first, second, thing] = redacted as [unknown, unknown, { name: string }];
  expect(first).toEqual(second);
  expect(JSON.stringify(first)).not.toMatch(/ana/i);
  expect(JSON.stringify(first)).toContain('@redacted.example');
  expect(thing.name).toBe('aws');
});
