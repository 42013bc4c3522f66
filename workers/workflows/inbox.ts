import {
  CancellationScope,
  defineQuery,
  defineSignal,
  setDefaultSignalHandler,
  setHandler,
} from '@temporalio/workflow';
import {
  AMEND_SIGNAL,
  CANCEL_SIGNAL,
  CHECK_LATENESS_SIGNAL,
  STATUS_QUERY,
  UPDATE_SHIPMENT_SIGNAL,
} from '../../schema/contract/order-workflow.js';
import { systemActor } from '../../schema/domain/actor.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { ParsedRequest } from '../../schema/domain/requests.js';
import { parseAmend, parseCancel, parseShipmentUpdate } from '../../schema/domain/requests.js';
import { cleanText } from '../../schema/domain/text.js';
import { RESET_SIGNAL } from './interceptors.js';
import type { OrderState } from './order-state.js';

/** What came for the order: a request, or the question whether a promised delivery has passed. */
export type Message = ParsedRequest | typeof CHECK_LATENESS_SIGNAL;

const status = defineQuery<OrderSnapshot>(STATUS_QUERY);
const wasReset = defineSignal(RESET_SIGNAL);

/**
 * Registers the query, which returns the snapshot, and the signals: each is validated, normalised and queued for the
 * loop that decides. A cancellation by Temporal itself is a cancel by the business.
 * Must be called before the workflow first waits.
 */
export function openInbox(state: OrderState): Message[] {
  const inbox: Message[] = [];
  setHandler(status, () => state.snapshot);
  setHandler(wasReset, () => state.takeBack());
  // One handler for all: otherwise signals that arrive before the first task are delivered name by name, and a
  // cancel could overtake an earlier dispatch.
  setDefaultSignalHandler((name, signal) => void inbox.push(parseSignal(name, signal)));
  CancellationScope.current().cancelRequested.catch(() => {
    const body = { action: 'CANCEL', reason: 'Cancelled by an operator' } as const;
    inbox.push({ actor: systemActor, requestId: null, body });
  });
  return inbox;
}

function parseSignal(name: string, signal: unknown): Message {
  switch (name) {
    case AMEND_SIGNAL:
      return parseAmend(signal);
    case CANCEL_SIGNAL:
      return parseCancel(signal);
    case UPDATE_SHIPMENT_SIGNAL:
      return parseShipmentUpdate(signal);
    case CHECK_LATENESS_SIGNAL:
      return name;
    default:
      return { actor: systemActor, requestId: null, problem: `There is no signal ${cleanText(name, 100)}` };
  }
}
