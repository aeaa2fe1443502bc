/** What of Okta's SDK is loaded: a new version of it may load more, and this says so. */
import sdk from '@okta/okta-sdk-nodejs/package.json';

import { dependencies } from '../../../package.json';
import { endpoint } from '..';
import { answeringOkta } from '../../../test/harness/answeringOkta';
import { tokenIssuer, tokenNamed } from '../../../test/harness/tokenIssuer';

const USERS = endpoint`/api/v1/users`;

const PART_OF_THE_SDK = /@okta\/okta-sdk-nodejs\/(.*)$/;

/** Carrying a request, errors, and the SDK's own proofs of possession, which its HTTP module asks for. */
const LOADED = [
  'package.json',
  'src/api-error.js',
  'src/default-cache-middleware.js',
  'src/dpop.js',
  'src/generated/http/http.js',
  'src/generated/http/isomorphic-fetch.js',
  'src/generated/rxjsStub.js',
  'src/http-error.js',
  'src/http.js',
  'src/jwt.js',
  'src/memory-store.js',
];

function loaded(): string[] {
  const parts = Object.keys(require.cache).map((file) => PART_OF_THE_SDK.exec(file)?.[1]);
  return parts.filter((part) => part !== undefined).sort();
}

test('only the modules that carry a request are loaded, with a token and as an OAuth app', async () => {
  expect(await answeringOkta(() => ({})).ask(USERS)).toBeUndefined();
  expect(await tokenIssuer(() => tokenNamed('a')).ask(USERS)).toBeUndefined();
  expect(loaded()).toEqual(LOADED);
});

test('the version whose inner modules these are is pinned', () => {
  expect(dependencies['@okta/okta-sdk-nodejs']).toBe(sdk.version);
});

test('the user agent is that of Okta’s own client', async () => {
  const t = answeringOkta(() => ({}), { client: { userAgent: 'ours/1' } });
  await t.ask(USERS);
  const { node } = process.versions;
  expect(t.asked[0]?.headers['User-Agent']).toMatch(
    new RegExp(`^ours/1 @okta/okta-sdk-nodejs/${sdk.version} node/${node} \\w+/`),
  );
});
