import { CancellationScope, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { CHECK_LATENESS_SIGNAL } from '../../schema/contract/order-workflow.js';
import type { OrderInput } from '../../schema/domain/order-input.js';
import type { OrderStatus } from '../../schema/domain/order-status.js';
import { Background } from './background.js';
import { timeOut } from './cancel.js';
import { carryOut } from './carry-out.js';
import { Deadline } from './deadline.js';
import { decide } from './decide.js';
import { isToSettle, settle } from './end-order.js';
import { isHistoryLong } from './history-length.js';
import { openInbox } from './inbox.js';
import { markLate } from './mark-late.js';
import type { OrderRun } from './order-run.js';
import type { OrderProgress } from './order-state.js';
import { OrderState } from './order-state.js';
import { placedState } from './placed-state.js';
import { Publisher } from './publisher.js';
import { reserve } from './reserve.js';

/** How an order ended, for whoever waits for the workflow's result. */
export interface OrderResult {
  readonly id: string;
  /** Null when the id was another order's, so that this run had no effect. */
  readonly status: OrderStatus | null;
}

/**
 * One order from its placing to its end, and the source of truth for it. Requests arrive as signals, and one loop decides
 * them in sequence. Charging, booking and compensations run concurrently. Every change is published to the read model.
 */
export async function order(input: OrderInput, carried?: OrderProgress): Promise<OrderResult> {
  const { continuedFromExecutionRunId, firstExecutionRunId: runId } = workflowInfo();
  // Only a continued run carries state over; whoever starts a workflow could pass a second argument.
  const isContinued = continuedFromExecutionRunId !== undefined && carried !== undefined;
  const state = new OrderState(isContinued ? carried : placedState(input));
  const inbox = openInbox(state);
  return CancellationScope.nonCancellable(async () => {
    const background = new Background();
    const deadline = new Deadline(state);
    const run: OrderRun = { state, runId, background, deadline };
    const publisher = new Publisher(state, runId, () => !background.isIdle || isToSettle(run));
    let ownsId = true;
    const isDone = () => !ownsId || (state.snapshot.closedAt !== null && publisher.isIdle);
    const mayContinueAsNew = () => background.isIdle && isHistoryLong();

    const published = publisher.run();
    if (state.snapshot.status === 'PENDING') {
      background.run(async () => {
        ownsId = await reserve(run);
      });
    } else if (state.snapshot.status === 'CUSTOMER_ACTION_REQUIRED') deadline.watch();

    for (;;) {
      if (deadline.isOver) timeOut(run);
      const message = inbox.shift();
      if (message) publisher.hurry();
      if (message === CHECK_LATENESS_SIGNAL) markLate(state);
      else {
        const accepted = message && decide(state, message);
        if (accepted) carryOut(run, accepted);
      }
      settle(run);
      if (inbox.length > 0) continue;
      if (isDone()) break;
      if (mayContinueAsNew()) {
        publisher.stop();
        await continueAsNew<typeof order>(input, state.carried);
      }
      await condition(
        () => inbox.length > 0 || deadline.isOver || isToSettle(run) || isDone() || mayContinueAsNew(),
      );
    }
    publisher.stop();
    await published;
    return { id: state.snapshot.id, status: ownsId ? state.snapshot.status : null };
  });
}
