export const roles = ['CUSTOMER', 'COURIER', 'MANAGER', 'OPERATOR', 'DEVELOPER', 'TRACKING'] as const;

/** The role of a caller. DEVELOPER: every caller when authentication is off. TRACKING: whoever has an order's tracking link. */
export type Role = (typeof roles)[number];

/** Who asks, from its token: the same for HTTP and WebSocket. */
export interface Caller {
  readonly role: Role;
  /** The token's `sub`, or the id of a tracking link; only the local developer has none. */
  readonly id: string | null;
  /** When the token ends, in milliseconds since the epoch; null: never. */
  readonly expiresAt: number | null;
  /** Of a courier: the warehouses from which it may take what nobody has; all when left out. */
  readonly locations?: readonly string[];
  /** Of a tracking link: the one order that it shows. */
  readonly tracked?: TrackedByLink;
}

/** The order of a tracking link, and whose it is. */
export interface TrackedByLink {
  readonly orderId: string;
  readonly customerId: string;
}

/** The caller of the embedded default, which has no authentication. */
export const developer: Caller = { role: 'DEVELOPER', id: null, expiresAt: null };

/** Identifies a caller, whatever token it comes with. */
export function callerKey({ role, id }: Caller): string {
  return JSON.stringify([role, id]);
}
