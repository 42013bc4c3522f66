import { patched } from '@temporalio/workflow';
import type { Actor } from '../../schema/domain/actor.js';
import { foreignRefusal, promiseRefusal, refusalOf } from '../../schema/domain/judge-request.js';
import { outcomeOf, recall } from '../../schema/domain/request-memory.js';
import type { IdentifiedRequest, Recollection, Refusal } from '../../schema/domain/request-outcome.js';
import type { ParsedRequest, RequestBody } from '../../schema/domain/requests.js';
import type { OrderState } from './order-state.js';
import { now } from './order-state.js';

/** An accepted request, with the details of its timeline event. */
export interface Accepted {
  readonly body: RequestBody;
  readonly told: {
    readonly key: string;
    readonly actor: ParsedRequest['actor'];
    readonly requestId: string | null;
  };
}

/**
 * Decides a request. Null if there is nothing to do: it was refused, is a repetition, or came after the order was closed.
 * Then the order's last state is the answer.
 */
export function decide(state: OrderState, request: ParsedRequest): Accepted | null {
  const { actor, requestId } = request;
  const count = state.countSignal();
  if (state.snapshot.closedAt !== null && isDecidedAsToday()) return null;
  if ('problem' in request) {
    state.tellRefusal({ code: 'INVALID', message: request.problem }, { key: `signal-${count}`, actor });
    return null;
  }
  const { body } = request;
  if (requestId === null) {
    const told = { key: `signal-${count}`, actor, requestId };
    const refusal = judge(state, actor, body);
    if (!refusal) return { body, told };
    state.tellRefusal(refusal, told);
    return null;
  }
  const identified = { actor, requestId, body };
  const recalled = recollectionOf(state, identified);
  if (recalled.kind === 'REPEATED') return null;
  const refusal = recalled.kind === 'ID_TAKEN' ? recalled.refusal : judge(state, actor, body);
  const outcome = outcomeOf(identified, refusal);
  const told = { key: `${outcome.key}/${outcome.payloadHash}`, actor, requestId };
  if (refusal) state.tellRefusal(refusal, told);
  state.remember(outcome);
  return refusal ? null : { body, told };
}

/** In 0.1.0 any courier could move any shipment, and replays must accept it too. Sets a marker only if the rules differ. */
function judge({ snapshot }: OrderState, actor: Actor, body: RequestBody): Refusal | null {
  const foreign = foreignRefusal(snapshot, actor, body);
  if (foreign && patched('couriers-move-their-own')) return foreign;
  return refusalOf(snapshot, body) ?? promiseRefusal(body, now());
}

function recollectionOf({ snapshot }: OrderState, request: IdentifiedRequest): Recollection {
  const recalled = recall(snapshot.requests, request);
  const isNewRule = recalled.kind === 'ID_TAKEN' && recalled.by !== request.body.action;
  return isNewRule && !isDecidedAsToday() ? { kind: 'NEW' } : recalled;
}

/**
 * Whether today's rules decide. In 0.1.0 each action had separate request ids, and a closed
 * order still decided requests: replays must decide the same.
 */
function isDecidedAsToday(): boolean {
  return patched('one-request-id-per-caller');
}
