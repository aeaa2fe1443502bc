/** DPoP proofs (RFC 9449), checked for real: signature, method, address, age, nonce, token hash. */
import { ALGORITHMS, publicKeyOf, readJwt, sha256, thumbprint } from './jwt';

/** Why a proof was refused, in OAuth's words. */
export interface Refusal {
  error: 'invalid_dpop_proof' | 'use_dpop_nonce';
  description: string;
  /** To be sent as `dpop-nonce`. */
  nonce?: string;
}

export interface ProofContext {
  method: string;
  /** Address without query. */
  url: string;
  now: number;
  /** Nonces that are accepted; undefined where none is demanded. */
  nonces?: readonly string[];
  accessToken?: string;
}

const MAX_AGE_SECONDS = 300;

const invalid = (description: string): Refusal => ({ error: 'invalid_dpop_proof', description });

export class ProofChecker {
  private readonly seen = new Set<string>();

  /** The thumbprint of the proof's key, or why the proof is refused. */
  check(proof: string | undefined, context: ProofContext): string | Refusal {
    if (proof === undefined || proof === '') {
      return invalid('The DPoP proof JWT header is missing.');
    }
    const jwt = readJwt(proof);
    if (jwt === undefined) return invalid('The DPoP proof JWT is malformed.');
    const { header, claims } = jwt;
    if (header['typ'] !== 'dpop+jwt') return invalid("The DPoP proof 'typ' is not dpop+jwt.");
    if (!ALGORITHMS.includes(String(header['alg']))) {
      return invalid("The DPoP proof 'alg' is not supported.");
    }
    const key = publicKeyOf(header['jwk']);
    if (key === undefined) return invalid("The DPoP proof 'jwk' must be a public key.");
    if (!jwt.signedBy(key)) return invalid('The DPoP proof signature is invalid.');
    const wrong = this.checkClaims(claims, context);
    if (wrong !== undefined) return wrong;
    return thumbprint(header['jwk'] as Record<string, unknown>);
  }

  private checkClaims(claims: Record<string, unknown>, context: ProofContext): Refusal | undefined {
    if (claims['htm'] !== context.method) return invalid("The DPoP proof 'htm' does not match.");
    if (claims['htu'] !== context.url) return invalid("The DPoP proof 'htu' does not match.");
    const age = context.now / 1000 - Number(claims['iat']);
    if (!(Math.abs(age) <= MAX_AGE_SECONDS)) return invalid("The DPoP proof 'iat' is not recent.");
    const jti = claims['jti'];
    if (typeof jti !== 'string' || jti === '') return invalid("The DPoP proof has no 'jti'.");
    if (this.seen.has(jti)) return invalid("The DPoP proof 'jti' was used before.");
    this.seen.add(jti);
    if (context.accessToken !== undefined && claims['ath'] !== sha256(context.accessToken)) {
      return invalid("The DPoP proof 'ath' does not match.");
    }
    if (context.nonces !== undefined && !context.nonces.includes(String(claims['nonce']))) {
      return {
        error: 'use_dpop_nonce',
        description: 'Authorization server requires nonce in DPoP proof.',
        nonce: context.nonces[0]!,
      };
    }
    return undefined;
  }
}
