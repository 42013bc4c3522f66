import {
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  workflowInfo,
} from '@temporalio/workflow';
import { workflowIdOf } from '../../schema/contract/ids.js';
import { systemActor } from '../../schema/domain/actor.js';
import type { OrderInput } from '../../schema/domain/order-input.js';
import type { OrderStatus } from '../../schema/domain/order-status.js';
import { placedOrder } from '../../schema/domain/placed-order.js';
import { parseOrder } from '../../schema/domain/validate-order.js';
import { decide } from './decide.js';
import { openInbox } from './inbox.js';
import { Lifecycle } from './lifecycle.js';
import type { OrderProgress } from './order-state.js';
import { OrderState } from './order-state.js';
import { Publisher } from './publisher.js';

/** How an order ended, for whoever waits for the workflow's result. */
export interface OrderResult {
  readonly id: string;
  /** Null when the id was another order's, so that this run had no effect. */
  readonly status: OrderStatus | null;
}

/**
 * One order from its placing to its end. It owns the truth of its order: requests come in as signals and are
 * decided by one loop, one after the other; charging, booking and undoing run beside it; every change is
 * published to the read model.
 */
export async function order(input: OrderInput, carried?: OrderProgress): Promise<OrderResult> {
  const state = new OrderState(carried ?? placed(input));
  const inbox = openInbox(state);
  return CancellationScope.nonCancellable(async () => {
    const runId = workflowInfo().firstExecutionRunId;
    const lifecycle = new Lifecycle(state, runId);
    const publisher = new Publisher(state, runId);
    lifecycle.begin();
    const published = publisher.run();

    const isDone = () => lifecycle.isClosed && publisher.isIdle;
    const mayContinueAsNew = () => lifecycle.background.isIdle && isHistoryLong();
    for (;;) {
      if (lifecycle.isDeadlineOver) lifecycle.timeOut();
      const request = inbox.shift();
      const accepted = request && decide(state, request);
      if (accepted) lifecycle.carryOut(accepted);
      lifecycle.settle();
      if (inbox.length > 0) continue;
      if (lifecycle.idTaken || isDone()) break;
      if (mayContinueAsNew()) {
        publisher.stop();
        await continueAsNew<typeof order>(input, state.carried);
      }
      await condition(
        () =>
          inbox.length > 0 ||
          lifecycle.isDeadlineOver ||
          lifecycle.isToSettle ||
          lifecycle.idTaken ||
          isDone() ||
          mayContinueAsNew(),
      );
    }
    publisher.stop();
    await published;
    return { id: state.snapshot.id, status: lifecycle.idTaken ? null : state.snapshot.status };
  });
}

/** A new order, or a failure that says what is wrong with its input: anything may start a workflow. */
function placed(input: unknown): OrderProgress {
  const parsed = parseOrder(input);
  if ('problems' in parsed) {
    const problems = parsed.problems.map(({ path, message }) =>
      path.length > 0 ? `${path.join('.')}: ${message}` : message,
    );
    throw ApplicationFailure.nonRetryable(problems.join('; '), 'INVALID_ORDER');
  }
  const { order } = parsed;
  const { workflowId, startTime } = workflowInfo();
  if (workflowId !== workflowIdOf(order.id)) {
    const message = `The workflow id must be ${workflowIdOf(order.id)}, not ${workflowId}`;
    throw ApplicationFailure.nonRetryable(message, 'INVALID_ORDER');
  }
  const snapshot = placedOrder(order, placedAt(order.placedAt, startTime));
  const state = new OrderState({
    snapshot,
    unpublished: [],
    publishedRevision: 0,
    signals: 0,
    refusalsTold: 0,
  });
  state.tell('ORDER_PLACED', { actor: order.placedBy ?? systemActor, message: 'The order was placed' });
  return state.carried;
}

const FIVE_MINUTES = 5 * 60 * 1_000;

/** When the sender says it accepted the order, unless its clock is far off. */
function placedAt(said: string | undefined, startTime: Date): string {
  const time = said === undefined ? Number.NaN : Date.parse(said);
  const isClose = Math.abs(time - startTime.getTime()) < FIVE_MINUTES;
  return (isClose ? new Date(time) : startTime).toISOString();
}

/** Early: a history beyond this makes replay slow, and a server that sees 10,000 signals in a run refuses more. */
function isHistoryLong(): boolean {
  const { historyLength, historySize, continueAsNewSuggested } = workflowInfo();
  return continueAsNewSuggested || historyLength > 2_000 || historySize > 2_000_000;
}
