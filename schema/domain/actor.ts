export const actorKinds = ['CUSTOMER', 'COURIER', 'MANAGER', 'OPERATOR', 'SYSTEM'] as const;

/** Who caused something. SYSTEM is this system itself, or somebody at the Temporal CLI or web UI. */
export type ActorKind = (typeof actorKinds)[number];

export interface Actor {
  readonly kind: ActorKind;
  /** The `sub` of the caller's token; null for the system and for a caller without one. */
  readonly id: string | null;
}

export const systemActor: Actor = { kind: 'SYSTEM', id: null };
