import { CancellationScope, defineQuery, setDefaultSignalHandler, setHandler } from '@temporalio/workflow';
import {
  AMEND_SIGNAL,
  CANCEL_SIGNAL,
  STATUS_QUERY,
  UPDATE_SHIPMENT_SIGNAL,
} from '../../schema/contract/order-workflow.js';
import { systemActor } from '../../schema/domain/actor.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { ParsedRequest } from '../../schema/domain/requests.js';
import { parseAmend, parseCancel, parseShipmentUpdate } from '../../schema/domain/requests.js';
import { cleanText } from '../../schema/domain/text.js';
import type { OrderState } from './order-state.js';

const status = defineQuery<OrderSnapshot>(STATUS_QUERY);

/**
 * Opens the order to the world: the query answers with the snapshot, and each signal is checked, cleaned and
 * put in line for the one loop that decides. A cancellation by Temporal itself is a cancel by the business.
 * Must be called before the workflow first waits.
 */
export function openInbox(state: OrderState): ParsedRequest[] {
  const inbox: ParsedRequest[] = [];
  setHandler(status, () => state.snapshot);
  // One handler for all: signals that came before the first task are handed out name by name otherwise, and a
  // cancel would overtake the dispatch that came before it.
  setDefaultSignalHandler((name, signal) => void inbox.push(parseSignal(name, signal)));
  CancellationScope.current().cancelRequested.catch(() => {
    const body = { action: 'CANCEL', reason: 'Cancelled in Temporal' } as const;
    inbox.push({ actor: systemActor, requestId: null, body });
  });
  return inbox;
}

function parseSignal(name: string, signal: unknown): ParsedRequest {
  switch (name) {
    case AMEND_SIGNAL:
      return parseAmend(signal);
    case CANCEL_SIGNAL:
      return parseCancel(signal);
    case UPDATE_SHIPMENT_SIGNAL:
      return parseShipmentUpdate(signal);
    default:
      return { actor: systemActor, requestId: null, problem: `There is no signal ${cleanText(name, 100)}` };
  }
}
