/** A path of the Okta API together with its template, which names it in errors, buckets and counts. */
export interface Endpoint {
  /** For example `/api/v1/users/00u1/factors`; values are percent-encoded. */
  readonly path: string;
  /** For example `/api/v1/users/{id}/factors`: holds no value, so it may be logged. */
  readonly template: string;
}

/** Tag for template literals: ``endpoint`/api/v1/users/${user.id}/factors` ``. */
export function endpoint(parts: TemplateStringsArray, ...values: readonly string[]): Endpoint {
  const path = parts.reduce((sum, part, i) => sum + encodeURIComponent(values[i - 1] ?? '') + part);
  return { path, template: parts.join('{id}') };
}
