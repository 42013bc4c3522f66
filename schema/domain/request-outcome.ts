import type { Actor } from './actor.js';

/** Why a workflow refused a request; the same codes as the public API's. */
export type RefusalCode = 'INVALID' | 'REQUEST_ID_TAKEN' | 'NOT_FOUND' | 'NOT_ALLOWED_NOW' | 'ALREADY_FINAL';

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

/** What a request can ask of an order; the first two of the order itself, the others of one of its shipments. */
export type RequestAction = 'AMEND' | 'CANCEL' | 'DISPATCH' | 'DELIVER' | 'FAIL' | 'TRACK';

/** What became of a request. */
export interface RequestOutcome {
  /** From `requestKey`. */
  readonly key: string;
  /** From `payloadHash`: the same key with another payload is another request that took the id. */
  readonly payloadHash: string;
  /** Null when it was accepted. */
  readonly refusal: Refusal | null;
}

/** How many outcomes an order remembers; the oldest go first. */
export const MAX_REMEMBERED_REQUESTS = 64;

/** What identifies a request: nobody can take the request id of somebody else. */
export function requestKey(actor: Actor, action: RequestAction, requestId: string): string {
  return `${actor.kind}/${actor.id ?? ''}/${action}/${requestId}`;
}
