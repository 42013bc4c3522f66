import type { UserErrorPartsFragment } from '../generated/graphql.js';

/** The state of a request. */
export type RequestState =
  | { readonly phase: 'idle' | 'sending' | 'pending' | 'done' }
  | { readonly phase: 'refused'; readonly errors: readonly UserErrorPartsFragment[] }
  | { readonly phase: 'failed'; readonly message: string }
  /** Withdrawn before it was sent. */
  | { readonly phase: 'withdrawn' };
