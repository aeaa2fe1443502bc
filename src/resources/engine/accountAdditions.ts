/** Reads what definitions add to the account: properties of the org's settings. */
import type { PropertyValue } from '../../graph/entity';
import type { StepTools } from '../../run/step';
import type { Fields } from '../fields';
import { propertiesOf } from './convert';
import type { Resource } from './declare';
import { isMissing } from './reader';
import { warnOfUnsaid } from './unsaid';

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
  tools: StepTools,
  resource: Resource,
  fields: Fields,
): Promise<Record<string, PropertyValue>> {
  let properties: Record<string, PropertyValue> = {};
  for await (const found of tools.run.resources.reader(resource).found(resource.root)) {
    if (isMissing(found)) continue;
    warnOfUnsaid(tools, resource.root, found.unsaid);
    properties = propertiesOf(fields, found.item);
  }
  return properties;
}
