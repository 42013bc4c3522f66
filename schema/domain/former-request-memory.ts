import { canonicalJson } from './fingerprint.js';
import type { IdentifiedRequest, Recollection, RequestOutcome } from './request-outcome.js';
import { idTaken } from './request-outcome.js';
import type { RequestAction } from './requests.js';

/**
 * Finds a request among outcomes that version 0.1.0 stored: there each action had request ids of its own, and payloads
 * were compared by FNV-1a. Orders from then keep such outcomes.
 */
export function recallFormer(outcomes: readonly RequestOutcome[], request: IdentifiedRequest): Recollection {
  const { actor, requestId, body } = request;
  const former = outcomes.filter(({ action }) => action === undefined);
  // A key with such an id would be ambiguous.
  if (former.length === 0 || actor.id?.includes('/')) return { kind: 'NEW' };
  const outcomesOf = (action: RequestAction) => {
    const key = `${actor.kind}/${actor.id ?? ''}/${action}/${requestId}`;
    return former.filter((outcome) => outcome.key === key);
  };
  const hash = fnv1a(canonicalJson(body));
  const repeated = outcomesOf(body.action).find(({ payloadHash }) => payloadHash === hash);
  if (repeated) return { kind: 'REPEATED', refusal: repeated.refusal };
  const by = actions.find((action) => outcomesOf(action).length > 0);
  return by === undefined ? { kind: 'NEW' } : { kind: 'ID_TAKEN', by, refusal: idTaken(requestId) };
}

const actions = [
  'AMEND',
  'CANCEL',
  'DISPATCH',
  'DELIVER',
  'FAIL',
  'TRACK',
] as const satisfies readonly RequestAction[];

const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = 0xffffffffffffffffn;

/** @see https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
function fnv1a(text: string): string {
  let hash = OFFSET_BASIS;
  for (let index = 0; index < text.length; index++) {
    hash = ((hash ^ BigInt(text.charCodeAt(index))) * PRIME) & MASK;
  }
  return hash.toString(16).padStart(16, '0');
}
