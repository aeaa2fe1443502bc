/** Compares two collected graphs, from their directories to plain JSON. */
import type { StepMetadata } from '@jupiterone/integration-sdk-core';

import { text } from '../../../src/json';
import { AskError } from '../ask/askError';
import { declaredTables } from '../ask/declarations';
import { openGraphFiles, type GraphFiles } from '../ask/graphFiles';
import { SEVERITIES } from '../ask/questions';
import { holdingChanges } from './administrators';
import { Coverage } from './coverage';
import { edgeChanges } from './edges';
import { factorChanges } from './factors';
import { itemChanges, prepareItems } from './items';
import type { Change, Changes, ChangeState, Side, SubjectChanges } from './model';
import { SUBJECT_IDS, SUBJECTS } from './subjects';
import { TwoGraphs } from './twoGraphs';

export interface CompareOptions {
  /** Directories of runs, or what else `findRun` takes for one. */
  readonly older: string;
  readonly newer: string;
  /** Whose metadata declares the tables. */
  readonly steps: readonly StepMetadata[];
}

/** @throws {AskError} if one of the graphs cannot be read, or they are of two orgs */
export async function compareGraphs({ older, newer, steps }: CompareOptions): Promise<Changes> {
  const opened: GraphFiles[] = [];
  try {
    const open = (directory: string): GraphFiles => {
      const files = openGraphFiles(directory);
      opened.push(files);
      return files;
    };
    const files = { older: open(older), newer: open(newer) };
    const graphs = await TwoGraphs.open(files, declaredTables(steps));
    try {
      const org = await orgOf(graphs);
      const coverage = new Coverage(files.older.summary, files.newer.summary);
      await prepareItems(graphs);
      const items = await itemChanges(graphs, coverage);
      const changes = [
        ...items.changes,
        ...(await edgeChanges(graphs, coverage)),
        ...(await holdingChanges(graphs, coverage)),
        ...(await factorChanges(graphs, coverage)),
      ];
      return {
        org,
        older: sideOf(files.older),
        newer: sideOf(files.newer),
        subjects: bySubject(changes),
        gaps: [...coverage.gaps(), ...items.gaps],
      };
    } finally {
      graphs.close();
    }
  } finally {
    for (const files of opened) files.close();
  }
}

/** @throws {AskError} if the graphs are of two orgs: everything would be new */
async function orgOf(graphs: TwoGraphs): Promise<string | null> {
  const [row = {}] = await graphs.rows(
    `SELECT (SELECT min(_key) FROM older.okta_account) AS olderKey, (SELECT min(_key) FROM newer.okta_account) AS newerKey,
       (SELECT min(displayName) FROM newer.okta_account) AS name`,
  );
  const [olderKey, newerKey] = [text(row['olderKey']), text(row['newerKey'])];
  if (olderKey !== undefined && newerKey !== undefined && olderKey !== newerKey) {
    throw new AskError(
      `These are graphs of two orgs, and everything would be new: ${olderKey} and ${newerKey}`,
    );
  }
  return text(row['name']) ?? null;
}

function sideOf({ directory, summary: { endedOn } }: GraphFiles): Side {
  return {
    directory,
    collectedOn: endedOn === undefined ? null : new Date(endedOn).toISOString(),
  };
}

function bySubject(all: readonly Change[]): readonly SubjectChanges[] {
  return SUBJECT_IDS.flatMap((id) => {
    const changes = all.filter(({ subject }) => subject === id).sort(byRank);
    const count = (state: ChangeState): number =>
      changes.filter((change) => change.state === state).length;
    const counts = { new: count('new'), changed: count('changed'), lost: count('lost') };
    return changes.length === 0 ? [] : [{ id, title: SUBJECTS[id].title, counts, changes }];
  });
}

const STATES: readonly ChangeState[] = ['new', 'changed', 'lost'];

function byRank(a: Change, b: Change): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
    compareTexts(a.who, b.who) ||
    compareTexts(a.what, b.what) ||
    compareTexts(a.key, b.key)
  );
}

/** The same on every machine. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
