import { createHash } from 'node:crypto';
import type { Authenticate } from './authenticate.js';
import type { Caller } from './caller.js';

/** How long a verified token is remembered, in milliseconds, and so how long it outlives the withdrawal of its key. */
const STANDS_FOR = 10_000;
/** How many are remembered; the oldest goes first. */
const MOST = 10_000;

/**
 * Remembers who the callers of verified tokens are: each verification waits for the thread pool, which compresses the
 * answers of others as well. By a fingerprint, so that no token is kept. Forged ones are verified each time, and displace nothing.
 */
export function rememberTokens(authenticate: Authenticate): Authenticate {
  const known = new Map<string, { readonly caller: Caller; readonly until: number }>();
  return async (token) => {
    if (!token) return authenticate(token);
    const fingerprint = createHash('sha256').update(token).digest('base64');
    const remembered = known.get(fingerprint);
    if (remembered && Date.now() < remembered.until) return remembered.caller;
    const caller = await authenticate(token);
    known.delete(fingerprint);
    known.set(fingerprint, {
      caller,
      until: Math.min(Date.now() + STANDS_FOR, caller.expiresAt ?? Number.POSITIVE_INFINITY),
    });
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    return caller;
  };
}
