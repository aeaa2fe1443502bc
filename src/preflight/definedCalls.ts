/** How many calls a run makes for defined resources, as far as sizes are known beforehand. */
import type { OrgIdentity } from '../okta/org';
import { bucketOf } from '../okta';
import type { DeclaredNode, Resource } from '../resources';

import { listCalls } from '../resources/engine/records';
import type { Size } from './check';

/** Calls that draw on one counter of Okta's. */
export interface BucketCalls {
  readonly bucket: string;
  readonly calls: number;
  /** More may come: how many is not known beforehand. */
  readonly atLeast: boolean;
}

interface Known {
  readonly org: Pick<OrgIdentity, 'pipeline'>;
  readonly isEnabled: (source: string) => boolean;
  /** How many records of each resource there are, by its id. */
  readonly sizes: Readonly<Record<string, Size>>;
}

/** One entry for each call that the definition makes: its list, and what is asked for each record. */
export function callsFor({ definition, root, nodes }: Resource, known: Known): BucketCalls[] {
  const { id, list, of, source } = definition;
  if (source !== undefined && !known.isEnabled(source.id)) return [];
  const size = known.sizes[id] ?? (of === 'account' ? { count: 1, atLeast: false } : UNKNOWN);
  const queries = listCalls(definition, known.org).length;
  const pages = Math.ceil(size.count / (list?.limit ?? Number.POSITIVE_INFINITY));
  if (list !== undefined && queries === 0) return [];
  return [
    ...(list === undefined
      ? []
      : [{ bucket: bucketOf(list.path), calls: Math.max(queries, pages), atLeast: size.atLeast }]),
    ...nodes.flatMap((node) => embeddedCalls(node, node === root ? size : UNKNOWN, known)),
  ];
}

const UNKNOWN: Size = { count: 0, atLeast: true };

/** One call for each record. What is asked for some of them only cannot be foretold. */
function embeddedCalls(
  { definition: { embedded = {} } }: DeclaredNode,
  { count, atLeast }: Size,
  { isEnabled }: Known,
): BucketCalls[] {
  return Object.values(embedded)
    .filter(
      ({ source, isKnown }) =>
        isKnown === undefined && (source === undefined || isEnabled(source.id)),
    )
    .map(({ path, when }) => ({
      bucket: bucketOf(path),
      calls: when === undefined ? count : 0,
      atLeast: atLeast || when !== undefined,
    }));
}
