import { list, record, text, type JsonObject } from '../json';
import { at } from './fields';

/** Which credentials Okta links from an OAuth client: `secrets`, `jwks`. Of an inactive one nobody can use any. */
export function hasCredentials(application: JsonObject, name: 'secrets' | 'jwks'): boolean {
  return (
    application.status === 'ACTIVE' &&
    list(at(application, '_links.clientCredentials')).some(
      (link) => text(record(link).name) === name,
    )
  );
}
