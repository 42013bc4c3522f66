import type { Actor } from './actor.js';
import type { RequestAction, RequestBody } from './requests.js';

/** Why a workflow refused a request; the same codes as the public API's. */
export type RefusalCode = 'INVALID' | 'REQUEST_ID_TAKEN' | 'NOT_FOUND' | 'NOT_ALLOWED_NOW' | 'ALREADY_FINAL';

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

/** A request that can be told from others: who asks, by which id, and for what. */
export interface IdentifiedRequest {
  readonly actor: Actor;
  readonly requestId: string;
  readonly body: RequestBody;
}

/** What became of a request. */
export interface RequestOutcome {
  /** From `outcomeOf`, as are the others. */
  readonly key: string;
  /** Left out by 0.1.0, where it was part of the key. */
  readonly action?: RequestAction;
  /** The same key with another payload is another request that took the id. */
  readonly payloadHash: string;
  /** Null when it was accepted. */
  readonly refusal: Refusal | null;
}

/** What an order remembers of a request. */
export type Recollection =
  | { readonly kind: 'NEW' }
  /** It came before, and gets its first answer. */
  | { readonly kind: 'REPEATED'; readonly refusal: Refusal | null }
  /** Its caller used the id for something else. */
  | { readonly kind: 'ID_TAKEN'; readonly by: RequestAction; readonly refusal: Refusal };

/** The answer to a request whose id was used for something else. */
export function idTaken(requestId: string): Refusal {
  const message = `The request id ${requestId} was used for another request: choose a new one`;
  return { code: 'REQUEST_ID_TAKEN', message };
}
