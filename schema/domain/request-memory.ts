import { fingerprintOf } from './fingerprint.js';
import { recallFormer } from './former-request-memory.js';
import type { IdentifiedRequest, Recollection, Refusal, RequestOutcome } from './request-outcome.js';
import { idTaken } from './request-outcome.js';

/**
 * How many refusals an order remembers; the oldest go first. It forgets nothing that it accepted: that is at most an
 * amend, a cancel, and as many requests for each shipment as it takes tracking events.
 */
export const MAX_REMEMBERED_REFUSALS = 64;

/** What the order remembers of the request. An id is one per caller, whatever is asked with it. */
export function recall(outcomes: readonly RequestOutcome[], request: IdentifiedRequest): Recollection {
  const key = keyOf(request);
  const payloadHash = fingerprintOf(request.body);
  const known = outcomes.filter((outcome) => outcome.key === key);
  const repeated = known.find((outcome) => outcome.payloadHash === payloadHash);
  if (repeated) return { kind: 'REPEATED', refusal: repeated.refusal };
  const by = known[0]?.action;
  return by ? { kind: 'ID_TAKEN', by, refusal: idTaken(request.requestId) } : recallFormer(outcomes, request);
}

/** What is remembered of a request that was decided. */
export function outcomeOf(request: IdentifiedRequest, refusal: Refusal | null): RequestOutcome {
  const { action } = request.body;
  return { key: keyOf(request), action, payloadHash: fingerprintOf(request.body), refusal };
}

/** The outcomes with one more. */
export function withOutcome(
  outcomes: readonly RequestOutcome[],
  outcome: RequestOutcome,
): readonly RequestOutcome[] {
  const all = [...outcomes, outcome];
  const isRefused = ({ refusal }: RequestOutcome) => refusal !== null;
  if (all.filter(isRefused).length <= MAX_REMEMBERED_REFUSALS) return all;
  return all.toSpliced(all.findIndex(isRefused), 1);
}

/** As JSON, since an id may hold anything: nobody can take the request id of somebody else. */
function keyOf({ actor: { kind, id }, requestId }: IdentifiedRequest): string {
  return JSON.stringify([kind, id, requestId]);
}
