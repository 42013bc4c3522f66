import type { Actor } from './actor.js';
import type { RequestAction, RequestBody } from './requests.js';

/** Why a workflow refused a request: codes of the public API. */
export type RefusalCode = 'INVALID' | 'REQUEST_ID_TAKEN' | 'NOT_FOUND' | 'NOT_ALLOWED_NOW' | 'ALREADY_FINAL';

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

/** A request with its identity: who asks, with which id, and for what. */
export interface IdentifiedRequest {
  readonly actor: Actor;
  readonly requestId: string;
  readonly body: RequestBody;
}

/** The decision about a request. */
export interface RequestOutcome {
  readonly key: string;
  /** Missing from outcomes of 0.1.0, where it was part of the key. */
  readonly action?: RequestAction;
  /** The same key with another payload means that the id was used for another request. */
  readonly payloadHash: string;
  /** Null: accepted. */
  readonly refusal: Refusal | null;
}

/** Whether an order has seen a request before. */
export type Recollection =
  | { readonly kind: 'NEW' }
  /** It came before and gets its first answer. */
  | { readonly kind: 'REPEATED'; readonly refusal: Refusal | null }
  /** The caller used the id for another request. */
  | { readonly kind: 'ID_TAKEN'; readonly by: RequestAction; readonly refusal: Refusal };

export function idTaken(requestId: string): Refusal {
  const message = `The request id ${requestId} was used for another request: choose a new one`;
  return { code: 'REQUEST_ID_TAKEN', message };
}
