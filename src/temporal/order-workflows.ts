import type {
  AMEND_SIGNAL,
  AmendSignal,
  CANCEL_SIGNAL,
  CancelSignal,
  UPDATE_SHIPMENT_SIGNAL,
  UpdateShipmentSignal,
} from '../../schema/contract/order-workflow.js';
import type { Actor } from '../../schema/domain/actor.js';
import type { OrderInput } from '../../schema/domain/order-input.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';

/** What the API always says of a request, where other senders may leave it out. */
interface Sender {
  readonly requestId: string;
  readonly actor: Actor;
}

/** What a signal tells an order: its name and its one argument. */
export type OrderSignal =
  | { readonly name: typeof AMEND_SIGNAL; readonly payload: AmendSignal & Sender }
  | { readonly name: typeof CANCEL_SIGNAL; readonly payload: CancelSignal & Sender }
  | { readonly name: typeof UPDATE_SHIPMENT_SIGNAL; readonly payload: UpdateShipmentSignal & Sender };

/** The order workflows on the Temporal Service. Every call ends within its deadline; out of reach is UNAVAILABLE. */
export interface OrderWorkflows {
  /** Starts the order; EXISTS when its id was used before, as far as the Temporal Service remembers. */
  start(order: OrderInput): Promise<'STARTED' | 'EXISTS'>;
  /** Sends the signal; GONE when there is no such order that still runs. */
  signal(orderId: string, signal: OrderSignal): Promise<'SENT' | 'GONE'>;
  /**
   * The snapshot as the workflow has it. NO_ANSWER: no worker answered in time; GONE: no such workflow.
   * @param milliseconds how long to wait for a worker
   */
  status(orderId: string, milliseconds: number): Promise<OrderSnapshot | 'NO_ANSWER' | 'GONE'>;
  /** The order as it was placed, from the first event of its workflow; null when there is none. */
  placed(orderId: string): Promise<OrderSnapshot | null>;
}
