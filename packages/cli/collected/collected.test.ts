/** What every reader of a collected graph takes for granted: where its files are, and what of it is incomplete. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

import { StepResultStatus } from '@jupiterone/integration-sdk-core';

import { graphObjects, readGraphFile, storageDirectory } from './files';
import { findRun } from './run';
import { isIncomplete, readRunSummary } from './summary';

/** The image's entry is plain JavaScript that imports nothing of this checkout. */
const { judge } = jest.requireActual<{
  judge: (project: string, jobStatus: string | undefined) => number;
}>('../../../deploy/run.js');

let storage: string;

beforeEach(() => {
  storage = path.join(mkdtempSync(path.join(tmpdir(), 'okta-collected-')), '.j1-integration');
  mkdirSync(storage);
});
afterEach(() => {
  rmSync(path.dirname(storage), { recursive: true });
});

function write(name: string, content: string | Buffer): string {
  const file = path.join(storage, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

describe('the files of a graph', () => {
  const entities = JSON.stringify({ entities: [{ _key: 'a' }, 'no object', { _key: 'b' }] });

  it.each(['', 'graph', '..'])('are found from the directory of the run (%s)', (within) => {
    const file = write('graph/a-step/entities/1.json', entities);
    const edge = write('graph/a-step/relationships/1.json', '{"relationships":[]}');
    write('index/entities/a/1.json', entities);
    write('graph/a-step/entities/note.txt', 'none of the run');
    write('graph/copy/graph/a-step/entities/1.json', entities);
    const found = findRun(path.join(storage, within));
    expect(found).toEqual({ directory: storage, entities: [file], relationships: [edge] });
  });

  it('are none where nothing, or no entity, was collected', () => {
    const none = /^There is no collected graph in .*\. Collect one first: npm start$/;
    expect(() => findRun(path.join(storage, 'absent'))).toThrow(none);
    expect(() => findRun(storage)).toThrow(none);
    expect(() => findRun(write('file', ''))).toThrow(none);
  });

  it('are refused where several runs left theirs', () => {
    for (const name of ['one', 'two']) write(`${name}/graph/a-step/entities/1.json`, entities);
    expect(() => findRun(storage)).toThrow(
      `${storage} holds the graphs of several runs: ${storage}/one, ${storage}/two. Name the directory of one`,
    );
    expect(findRun(path.join(storage, 'two')).entities).toHaveLength(1);
  });

  it.each(['run.log', 'graph/a-step/relationships/1.json'])(
    'are on their way where a run has left no more than %s, until it ends',
    (trace) => {
      write(trace, '{}');
      expect(() => findRun(storage)).toThrow(
        /^A run that writes to .* is under way, or was stopped/,
      );
      write('summary.json', '{}');
      expect(() => findRun(storage)).toThrow(/^The run in .* has ended without a single entity/);
    },
  );

  it.each([
    ['plain', entities],
    ['printed over several lines', JSON.stringify(JSON.parse(entities), null, 2)],
    ['compressed', brotliCompressSync(entities)],
  ])('give their objects when they are %s', (_, content) => {
    write('graph/a-step/entities/1.json', content);
    const found = [...graphObjects(findRun(storage), 'entities')];
    expect(found).toEqual([{ _key: 'a' }, { _key: 'b' }]);
  });

  it.each([
    ['cut off', '{"entities": ['],
    ['something else', Buffer.from([27, 3, 0])],
    ['no object', brotliCompressSync('[]')],
    ['empty', ''],
  ])('are named when one is %s', (_, content) => {
    const file = write('graph/a-step/entities/1.json', content);
    expect(() => readGraphFile(file)).toThrow(`${file} is not a file that collect wrote.`);
  });

  it('lie where the environment says, an empty variable counting as none', () => {
    const name = 'JUPITERONE_INTEGRATION_STORAGE_DIRECTORY';
    expect(storageDirectory({ [name]: '/elsewhere' })).toBe('/elsewhere');
    expect(storageDirectory({ [name]: '' })).toBe('.j1-integration');
    expect(storageDirectory({})).toBe('.j1-integration');
  });
});

describe('a summary', () => {
  it('says when the run ended and which types it lacks, wholly or in part, each once', () => {
    const integrationStepResults = [
      { status: 'success', declaredTypes: ['whole'], endTime: 1000 },
      { status: 'failure', declaredTypes: ['lost', 'both'], endTime: 3000 },
      { status: 'pending_evaluation', declaredTypes: ['both', 'waiting'], endTime: 2000 },
      { status: 'disabled', declaredTypes: ['left out', 'whole'], partialTypes: ['whole'] },
      { status: 'success', declaredTypes: ['cut short'], partialTypes: ['cut short', 'lost'] },
      { declaredTypes: ['unsaid'] },
    ];
    const summary = {
      hasEnded: true,
      endedOn: 3000,
      incomplete: ['lost', 'both', 'waiting', 'unsaid'],
      leftOut: ['left out'],
      partial: ['cut short'],
      known: ['whole', 'lost', 'both', 'waiting', 'left out', 'cut short', 'unsaid'],
    };
    write('summary.json', JSON.stringify({ integrationStepResults }));
    expect(readRunSummary(storage)).toEqual(summary);
    write('summary.json', brotliCompressSync(JSON.stringify({ integrationStepResults })));
    expect(readRunSummary(storage)).toEqual(summary);
  });

  it('is absent where the run did not come to its end', () => {
    expect(readRunSummary(storage)).toEqual({
      hasEnded: false,
      endedOn: undefined,
      incomplete: [],
      leftOut: [],
      partial: [],
      known: [],
    });
  });
});

describe('a step', () => {
  const whole = ['success', 'cached', 'disabled'];

  it.each([...Object.values(StepResultStatus), 'a word of a later SDK'])(
    'that ends with %s means the same to the readers and to the image',
    (status) => {
      expect(isIncomplete(status)).toBe(!whole.includes(status));
      const summary = JSON.stringify({
        integrationStepResults: [{ status: 'success' }, { status }],
      });
      const project = path.dirname(storage);
      write('summary.json', summary);
      expect(judge(project, 'FINALIZE_PENDING')).toBe(isIncomplete(status) ? 2 : 0);
      write('summary.json', brotliCompressSync(summary));
      expect(judge(project, 'FINALIZE_PENDING')).toBe(isIncomplete(status) ? 2 : 0);
    },
  );

  it('that says nothing is incomplete', () => {
    expect(isIncomplete(undefined)).toBe(true);
  });
});
