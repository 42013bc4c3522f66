import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';
import { systemActor } from '../../schema/domain/actor.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { placedAtOf, placedOrder } from '../../schema/domain/placed-order.js';
import { parseOrder } from '../../schema/domain/validate-order.js';
import type { OrderProgress } from './order-state.js';
import { OrderState } from './order-state.js';

/**
 * The state of a new order.
 * @throws ApplicationFailure (INVALID_ORDER) if the input is invalid: anybody may start a workflow with anything
 */
export function placedState(input: unknown): OrderProgress {
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
  const snapshot = placedOrder(order, placedAtOf(order.placedAt, startTime));
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
