/** Who is let in: API tokens and access tokens, scopes, administrator rights, and the refusals. */
import type { Call, Route } from './call';
import { OktaError } from './errors';
import type { AuthorizationServer } from './oauth';
import type { PermissionOptions } from './options';
import { errorReply, replyOf, type Reply } from './respond';

/** A caller whose credential is good. */
export interface Admitted {
  /** Whose budget it is: the token or the application. */
  principal: string;
  /** Of an access token; API tokens have none. */
  scopes?: ReadonlySet<string>;
  adminRole: boolean;
}

export class Gate {
  constructor(
    public apiTokens: ReadonlySet<string>,
    private readonly authorization: AuthorizationServer,
    private readonly permissions: PermissionOptions,
  ) {}

  /** @throws for a request without a valid credential, where the route wants one. */
  authenticate(call: Call, route: Route | undefined): Admitted {
    const open = route !== undefined && route.scope === undefined;
    if (open) return { principal: '', adminRole: true };
    const header = call.headers['authorization'];
    if (typeof header !== 'string') throw new OktaError('E0000005');
    const [scheme, value] = credentialOf(header);
    const role = this.permissions.adminRole ?? 'super';
    if (scheme === 'ssws') {
      if (!this.apiTokens.has(value)) throw new OktaError('E0000011');
      return { principal: value, adminRole: role !== 'none' };
    }
    if (scheme !== 'bearer' && scheme !== 'dpop') throw new OktaError('E0000011');
    const grant = this.authorization.check(call, scheme, value);
    if (grant === undefined) throw new OktaError('E0000011');
    if ('error' in grant) throw new ProofRefused(grant.error, grant.description, grant.nonce);
    return {
      principal: grant.principal,
      scopes: grant.scopes,
      adminRole: grant.adminRole && role !== 'none',
    };
  }

  /** @throws for a caller without the scope or the right. */
  authorize(call: Call, route: Route, admitted: Admitted): void {
    if (route.scope === undefined) return;
    if (admitted.scopes !== undefined && !admitted.scopes.has(route.scope)) {
      throw new InsufficientScope(route.scope, call.origin);
    }
    const { deny = [], adminRole = 'super' } = this.permissions;
    const denied = deny.some((template) =>
      template.endsWith('*')
        ? route.template.startsWith(template.slice(0, -1))
        : template === route.template,
    );
    if (denied || (route.role === 'super' && adminRole === 'readOnly')) {
      throw new OktaError('E0000006');
    }
  }
}

/** Scheme in lower case, and what follows it. */
export function credentialOf(header: string): [scheme: string, value: string] {
  const cut = header.indexOf(' ');
  return cut === -1
    ? [header.toLowerCase(), '']
    : [header.slice(0, cut).toLowerCase(), header.slice(cut + 1)];
}

/** The reply to whatever a route or the gate has thrown. */
export function refusalOf(error: unknown, requestId: string): Reply {
  if (error instanceof InsufficientScope) {
    const reply = errorReply(new OktaError('E0000006'), requestId);
    reply.headers['WWW-Authenticate'] = error.challenge;
    return reply;
  }
  if (error instanceof ProofRefused) return error.reply();
  if (error instanceof OktaError) return errorReply(error, requestId);
  // A defect of this server must not look like one of Okta's moods.
  process.stderr.write(`local Okta org: ${String((error as Error).stack)}\n`);
  return errorReply(new OktaError('E0000009', ['defect of the local org']), requestId);
}

class InsufficientScope extends Error {
  readonly challenge: string;

  constructor(scope: string, origin: string) {
    super('insufficient_scope');
    this.challenge = `Bearer authorization_uri="${origin}/oauth2/v1/authorize", realm="${origin}", scope="${scope}", error="insufficient_scope", error_description="The access token provided does not contain the required scopes.", resource="/api/v1"`;
  }
}

class ProofRefused extends Error {
  constructor(
    readonly error: string,
    readonly description: string,
    readonly nonce: string | undefined,
  ) {
    super(description);
  }

  reply(): Reply {
    const challenge = `DPoP error="${this.error}", error_description="${this.description}"`;
    return replyOf({
      status: 401,
      body: { error: this.error, error_description: this.description },
      headers: {
        'WWW-Authenticate': challenge,
        ...(this.nonce !== undefined && { 'dpop-nonce': this.nonce }),
      },
    });
  }
}
