import { SignJWT } from 'jose';

/** The roles of the access table in the API. */
export type TokenRole = 'customer' | 'courier' | 'manager' | 'operator';

export interface TokenClaims {
  readonly role: TokenRole;
  /** The customer's or courier's id, or any name for the others. */
  readonly sub: string;
  /** Of a courier: the warehouses at which it takes shipments; all when left out. */
  readonly locations?: readonly string[];
  /** From now on; may be negative. */
  readonly expiresInSeconds?: number;
}

/** A token as the API takes it when its `AUTH_SECRET` is the secret. */
export async function mintToken(secret: string, claims: TokenClaims): Promise<string> {
  return new SignJWT({ role: claims.role, ...(claims.locations && { locations: claims.locations }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(claims.sub)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + (claims.expiresInSeconds ?? 3600))
    .sign(new TextEncoder().encode(secret));
}
