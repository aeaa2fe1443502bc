/** From a path template to the address of one record. */
import type { Endpoint } from '../../okta';
import type { Item } from '../item';

const PLACE = /\{id\}/g;

/** The last `{id}` is the item's own id, those before it are the ids of what it belongs to. */
export function endpointOf(template: string, item?: Pick<Item, 'id' | 'parent'>): Endpoint {
  const ids: string[] = [];
  for (let each = item; each !== undefined; each = each.parent) ids.unshift(each.id);
  const places = template.match(PLACE)?.length ?? 0;
  const used = ids.slice(ids.length - places);
  let next = 0;
  const path = template.replace(PLACE, () => encodeURIComponent(used[next++] ?? ''));
  return { path, template };
}
