import { refusalOf } from '../../schema/domain/judge-request.js';
import { payloadHash } from '../../schema/domain/payload-hash.js';
import type { Refusal } from '../../schema/domain/request-outcome.js';
import { requestKey } from '../../schema/domain/request-outcome.js';
import type { ParsedRequest, RequestBody } from '../../schema/domain/requests.js';
import type { OrderState } from './order-state.js';

/** A request that was accepted, with what tells it on the timeline. */
export interface Accepted {
  readonly body: RequestBody;
  readonly told: {
    readonly key: string;
    readonly actor: ParsedRequest['actor'];
    readonly requestId: string | null;
  };
}

/**
 * Decides what becomes of a request: null when there is nothing to do, since it was refused or came before.
 * A request id that was used for something else is taken; both outcomes stand.
 */
export function decide(state: OrderState, request: ParsedRequest): Accepted | null {
  const { actor, requestId } = request;
  const count = state.countSignal();
  if ('problem' in request) {
    state.tellRefusal({ code: 'INVALID', message: request.problem }, { key: `signal-${count}`, actor });
    return null;
  }
  const { body } = request;
  if (requestId === null) {
    const told = { key: `signal-${count}`, actor, requestId };
    const refusal = refusalOf(state.snapshot, body);
    if (!refusal) return { body, told };
    state.tellRefusal(refusal, told);
    return null;
  }
  const key = requestKey(actor, body.action, requestId);
  const hash = payloadHash(body);
  const earlier = state.snapshot.requests.filter((outcome) => outcome.key === key);
  if (earlier.some((outcome) => outcome.payloadHash === hash)) return null;
  const refusal = earlier.length > 0 ? requestIdTaken(requestId) : refusalOf(state.snapshot, body);
  const told = { key: `${key}/${hash}`, actor, requestId };
  if (refusal) state.tellRefusal(refusal, told);
  state.remember({ key, payloadHash: hash, refusal });
  return refusal ? null : { body, told };
}

function requestIdTaken(requestId: string): Refusal {
  const message = `The request id ${requestId} was used for another request: choose a new one`;
  return { code: 'REQUEST_ID_TAKEN', message };
}
