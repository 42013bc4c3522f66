export const roles = ['CUSTOMER', 'COURIER', 'MANAGER', 'OPERATOR', 'DEVELOPER'] as const;

/** The role of a caller. DEVELOPER: every caller when authentication is off. */
export type Role = (typeof roles)[number];

/** Who asks, from its token: the same for HTTP and WebSocket. */
export interface Caller {
  readonly role: Role;
  /** The token's `sub`; only the local developer has none. */
  readonly id: string | null;
  /** When the token ends, in milliseconds since the epoch; null: never. */
  readonly expiresAt: number | null;
  /** Of a courier: the warehouses from which it may take what nobody has; all when left out. */
  readonly locations?: readonly string[];
}

/** The caller of the embedded default, which has no authentication. */
export const developer: Caller = { role: 'DEVELOPER', id: null, expiresAt: null };

/** Identifies a caller, whatever token it comes with. */
export function callerKey({ role, id }: Caller): string {
  return JSON.stringify([role, id]);
}
