export const roles = ['CUSTOMER', 'COURIER', 'MANAGER', 'OPERATOR', 'DEVELOPER'] as const;

/** The role of a caller. DEVELOPER: every caller when authentication is off. */
export type Role = (typeof roles)[number];

/** Who asks, from its token: the same for HTTP and WebSocket. */
export interface Caller {
  readonly role: Role;
  /** The token's `sub`; always there for a customer. */
  readonly id: string | null;
  /** When the token ends, in milliseconds since the epoch; null: never. */
  readonly expiresAt: number | null;
}

/** The caller of the embedded default, which has no authentication. */
export const developer: Caller = { role: 'DEVELOPER', id: null, expiresAt: null };

/** Identifies a caller, whatever token it comes with. */
export function callerKey({ role, id }: Caller): string {
  return JSON.stringify([role, id]);
}
