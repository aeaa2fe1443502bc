/** In words: what a record does not say because a call for it failed, while the record itself is complete. */
import { isGone, isOktaApiError } from '../../okta';
import type { StepTools } from '../../run/step';
import type { EmbeddedDefinition } from '../defineResource';
import type { DeclaredNode } from './declare';

/** Warns of each failure, once for each cause. */
export function warnOfUnsaid(
  tools: Pick<StepTools, 'warnOfUnsaid'>,
  node: DeclaredNode,
  failures: readonly Error[],
): void {
  for (const failure of failures) {
    const description = unsaidOf(node, failure);
    if (description !== undefined) tools.warnOfUnsaid(description, failure);
  }
}

/**
 * Undefined where nothing is missing: the object was deleted since it was listed. A right of its own has its
 * own words for what is missing without it.
 */
function unsaidOf(node: DeclaredNode, failure: Error): string | undefined {
  const { resource, title } = node;
  const path = isOktaApiError(failure) ? failure.endpoint : undefined;
  if (isGone(failure) && path?.includes('{id}') === true) return undefined;
  const call = callsOf(node).find((each) => each.path === path);
  const right = call?.permission ?? (resource.of === 'account' ? resource.permission : undefined);
  return right === undefined
    ? `${title}: a part could not be read (${failure.message}). What it would say is absent.`
    : `${right.title} could not be read (${failure.message}). ${right.withoutIt}`;
}

/** The calls that complete a record, and those that complete what it belongs to. */
function callsOf({ definition, parent }: DeclaredNode): readonly EmbeddedDefinition[] {
  const own = Object.values(definition.embedded ?? {});
  return parent === undefined ? own : [...own, ...callsOf(parent)];
}
