import { fingerprintOf } from './fingerprint.js';
import { recallFormer } from './former-request-memory.js';
import type { IdentifiedRequest, Recollection, Refusal, RequestOutcome } from './request-outcome.js';
import { idTaken } from './request-outcome.js';

/**
 * How many refusals an order remembers; it forgets the oldest first. It never forgets an accepted request: there is at
 * most one amend, one cancel, one request for each tracking event, and assignments up to `MAX_SNAPSHOT_LENGTH`.
 */
export const MAX_REMEMBERED_REFUSALS = 64;

/** What the order remembers of the request. A caller may use an id for one request only. */
export function recall(outcomes: readonly RequestOutcome[], request: IdentifiedRequest): Recollection {
  const key = keyOf(request);
  const payloadHash = fingerprintOf(request.body);
  const known = outcomes.filter((outcome) => outcome.key === key);
  const repeated = known.find((outcome) => outcome.payloadHash === payloadHash);
  if (repeated) return { kind: 'REPEATED', refusal: repeated.refusal };
  const by = known[0]?.action;
  return by ? { kind: 'ID_TAKEN', by, refusal: idTaken(request.requestId) } : recallFormer(outcomes, request);
}

/** What the order remembers of a request once it is decided. */
export function outcomeOf(request: IdentifiedRequest, refusal: Refusal | null): RequestOutcome {
  const { action } = request.body;
  return { key: keyOf(request), action, payloadHash: fingerprintOf(request.body), refusal };
}

/** Adds an outcome, and drops the oldest refusal when there are too many. */
export function withOutcome(
  outcomes: readonly RequestOutcome[],
  outcome: RequestOutcome,
): readonly RequestOutcome[] {
  const all = [...outcomes, outcome];
  const isRefused = ({ refusal }: RequestOutcome) => refusal !== null;
  if (all.filter(isRefused).length <= MAX_REMEMBERED_REFUSALS) return all;
  return all.toSpliced(all.findIndex(isRefused), 1);
}

/** JSON, since an id may hold any character: no caller can use up another caller's request id. */
function keyOf({ actor: { kind, id }, requestId }: IdentifiedRequest): string {
  return JSON.stringify([kind, id, requestId]);
}
