/** Okta's answers with something in them changed, for what the local org would never say. */
import {
  createTransport,
  DEFAULT_MAX_BODY_BYTES,
  DEFAULT_TIMEOUTS,
  type Transport,
} from '../../src/okta';
import type { JsonObject, JsonValue } from '../../src/json';

/** The object without these keys. */
export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/**
 * A transport over real HTTP that hands on what `change` makes of each object of the lists under a
 * path.
 */
export function alteredAnswers(path: RegExp, change: (item: JsonObject) => JsonValue[]): Transport {
  return alteredBodies(({ pathname }, body) =>
    path.test(pathname) ? (body as JsonObject[]).flatMap(change) : body,
  );
}

/** A transport over real HTTP that hands on what `change` makes of the body of each answer with status 200. */
export function alteredBodies(
  change: (url: URL, body: JsonObject | JsonObject[]) => JsonValue,
): Transport {
  const transport = createTransport({
    timeouts: DEFAULT_TIMEOUTS,
    maxBodyBytes: DEFAULT_MAX_BODY_BYTES,
  });
  return {
    send: async (request) => {
      const answer = await transport.send(request);
      if (answer.status !== 200) return answer;
      const body = JSON.parse(answer.body.toString()) as JsonObject | JsonObject[];
      const changed = change(new URL(request.url), body);
      return { ...answer, body: Buffer.from(JSON.stringify(changed)) };
    },
    close: (reason) => {
      transport.close(reason);
    },
  };
}
