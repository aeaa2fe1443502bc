/** Writes a graph to disk the way the SDK's `collect` does: one `_type` to a file. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { invocationConfig } from '../../src';
import { claim } from '../../packages/cli/storage/ownFiles';

export interface GraphObject {
  readonly _key: string;
  readonly _type: string;
  readonly [property: string]: unknown;
}

export interface Graph {
  readonly entities: readonly GraphObject[];
  readonly relationships: readonly GraphObject[];
}

/**
 * @param indexed whether to link the files by type, as the SDK does
 * @returns a new directory of a run that collected every type, which holds the graph as `.j1-integration` would
 */
export function writeGraph(
  { entities, relationships }: Graph,
  perFile = 500,
  indexed = true,
): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'okta-ask-'));
  claim(directory);
  for (const [collection, objects] of Object.entries({ entities, relationships })) {
    const target = path.join(directory, 'graph', 'a-step', collection);
    mkdirSync(target, { recursive: true });
    for (const type of new Set(objects.map(({ _type }) => _type))) {
      const ofType = objects.filter(({ _type }) => _type === type);
      for (let i = 0; i < ofType.length; i += perFile) {
        const file = path.join(target, `${type}-${i}.json`);
        writeFileSync(file, JSON.stringify({ [collection]: ofType.slice(i, i + perFile) }));
        if (!indexed) continue;
        const index = path.join(directory, 'index', collection, type);
        mkdirSync(index, { recursive: true });
        symlinkSync(file, path.join(index, path.basename(file)));
      }
    }
  }
  const declared = invocationConfig.integrationSteps.flatMap((step) =>
    [...step.entities, ...step.relationships, ...(step.mappedRelationships ?? [])].map(
      ({ _type }) => _type,
    ),
  );
  const collected = [...entities, ...relationships].map(({ _type }) => _type);
  const step = { status: 'success', declaredTypes: [...new Set([...declared, ...collected])] };
  writeFileSync(
    path.join(directory, 'summary.json'),
    JSON.stringify({ integrationStepResults: [step] }),
  );
  return directory;
}
