/** Of Okta's SDK, whose modules have no types of their own next to them, what `sdkClient.ts` uses. */
declare module '@okta/okta-sdk-nodejs/src/http' {
  import type { RequestExecutor } from '@okta/okta-sdk-nodejs';
  import type { Response } from 'node-fetch';

  type Request = Parameters<RequestExecutor['fetch']>[0];

  export class Http {
    constructor(config: {
      readonly requestExecutor: Pick<RequestExecutor, 'fetch'>;
      readonly cacheMiddleware: null;
      readonly httpsProxy: string;
    });
    /** Sent with every request. */
    defaultHeaders: Record<string, string>;
    /** Called before each attempt. */
    prepareRequest: (request: Request) => Promise<unknown>;
    http(url: string, request: Request): Promise<Response>;
  }
}
