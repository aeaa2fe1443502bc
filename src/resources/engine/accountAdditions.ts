/** Reads what definitions add to the account: properties of the org's settings. */
import type { PropertyValue } from '../../graph/entity';
import type { StepTools } from '../../run/step';
import type { Fields } from '../fields';
import { propertiesOf } from './convert';
import type { Resource } from './declare';
import { isMissing } from './reader';

/** The properties as far as they may be read; a warning for each part that may not. */
export async function accountAdditions(
  tools: StepTools,
  resources: readonly Resource[],
): Promise<Record<string, PropertyValue>> {
  const additions: Record<string, PropertyValue>[] = [];
  await Promise.all(
    resources.map(async (resource) => {
      const { accountFields, source } = resource.definition;
      if (accountFields === undefined) return;
      if (source !== undefined && !tools.run.isEnabled(source.id)) return;
      additions.push(await read(tools, resource, accountFields));
    }),
  );
  return additions.reduce((all, some) => ({ ...all, ...some }), {});
}

async function read(
  { run, warnOfProperties }: StepTools,
  resource: Resource,
  fields: Fields,
): Promise<Record<string, PropertyValue>> {
  let properties: Record<string, PropertyValue> = {};
  for await (const found of run.resources.reader(resource).found(resource.root)) {
    if (isMissing(found)) continue;
    for (const failure of found.unsaid) warnOfProperties(resource.root.title, failure);
    properties = propertiesOf(fields, found.item);
  }
  return properties;
}
