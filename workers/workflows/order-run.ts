import type { Background } from './background.js';
import type { Deadline } from './deadline.js';
import type { OrderState } from './order-state.js';

/** What the steps of an order share. */
export interface OrderRun {
  readonly state: OrderState;
  /** The first run of the workflow: distinguishes the owner of an order id from a later workflow with the same id. */
  readonly runId: string;
  readonly background: Background;
  readonly deadline: Deadline;
}
