import type { Actor } from '../../schema/domain/actor.js';
import type { OrderInput } from '../../schema/domain/order-input.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';

/** What a signal tells an order: its name and its one argument. */
export interface OrderSignal {
  readonly name: 'amend' | 'cancel' | 'updateShipment';
  readonly payload: { readonly requestId: string; readonly actor: Actor };
}

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
