/** What is said of attributes that are left out because they are secrets by their names. */

/** Names in one message. */
const NAMED_ATTRIBUTES = 50;

/** @param of what has the attributes, in the plural: `users` */
export function leftOutAsSecret(of: string, attributes: ReadonlySet<string>): string {
  const names = [...attributes].sort();
  const named = names.slice(0, NAMED_ATTRIBUTES).join(', ');
  return (
    `These profile attributes of ${of} are secrets by their names and are left out of the graph: ${named}` +
    `${names.length > NAMED_ATTRIBUTES ? ', …' : ''}.`
  );
}
