import type { UserError } from './requests.js';

/** How it stands with a request. */
export type RequestState =
  | { readonly phase: 'idle' | 'sending' | 'pending' | 'done' }
  | { readonly phase: 'refused'; readonly errors: readonly UserError[] }
  | { readonly phase: 'failed'; readonly message: string }
  /** Taken back before any of it was sent. */
  | { readonly phase: 'withdrawn' };
