import {
  CancellationScope,
  defineQuery,
  defineSignal,
  setDefaultSignalHandler,
  setHandler,
} from '@temporalio/workflow';
import type {
  AmendSignal,
  CancelSignal,
  UpdateShipmentSignal,
} from '../../schema/contract/order-workflow.js';
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
const amend = defineSignal<[AmendSignal?]>(AMEND_SIGNAL);
const cancel = defineSignal<[CancelSignal?]>(CANCEL_SIGNAL);
const updateShipment = defineSignal<[UpdateShipmentSignal]>(UPDATE_SHIPMENT_SIGNAL);

/**
 * Opens the order to the world: the query answers with the snapshot, and each signal is checked, cleaned and
 * put in line for the one loop that decides. A cancellation by Temporal itself is a cancel by the business.
 * Must be called before the workflow first waits.
 */
export function openInbox(state: OrderState): ParsedRequest[] {
  const inbox: ParsedRequest[] = [];
  setHandler(status, () => state.snapshot);
  setHandler(amend, (signal) => void inbox.push(parseAmend(signal)));
  setHandler(cancel, (signal) => void inbox.push(parseCancel(signal)));
  setHandler(updateShipment, (signal) => void inbox.push(parseShipmentUpdate(signal)));
  setDefaultSignalHandler((name) => {
    const problem = `There is no signal ${cleanText(name, 100)}`;
    inbox.push({ actor: systemActor, requestId: null, problem });
  });
  CancellationScope.current().cancelRequested.catch(() => {
    const body = { action: 'CANCEL', reason: 'Cancelled in Temporal' } as const;
    inbox.push({ actor: systemActor, requestId: null, body });
  });
  return inbox;
}
