import type { Background } from './background.js';
import type { Deadline } from './deadline.js';
import type { OrderState } from './order-state.js';

/** What the steps of an order share. */
export interface OrderRun {
  readonly state: OrderState;
  /** The first run of the workflow: it tells the owner of an order id from a second run of an old one. */
  readonly runId: string;
  readonly background: Background;
  readonly deadline: Deadline;
}
