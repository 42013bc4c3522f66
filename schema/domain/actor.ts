import { cleanText, MAX_ID_LENGTH } from './text.js';

const actorKinds = ['CUSTOMER', 'COURIER', 'MANAGER', 'OPERATOR', 'SYSTEM'] as const;

/** Who caused something. SYSTEM: this system itself, or somebody at the Temporal CLI or web UI. */
export type ActorKind = (typeof actorKinds)[number];

export interface Actor {
  readonly kind: ActorKind;
  /** The `sub` of the caller's token; null for the system and for a caller without one. */
  readonly id: string | null;
}

export const systemActor: Actor = { kind: 'SYSTEM', id: null };

/** The actor that a message names; the system when it names no valid one. */
export function actorOf(value: unknown): Actor {
  if (typeof value !== 'object' || value === null) return systemActor;
  const { kind, id } = value as { readonly kind?: unknown; readonly id?: unknown };
  const known = actorKinds.find((candidate) => candidate === kind);
  if (!known) return systemActor;
  return { kind: known, id: typeof id === 'string' ? cleanText(id, MAX_ID_LENGTH) : null };
}
