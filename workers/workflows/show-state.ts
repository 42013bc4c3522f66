import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { ORDER_STATE, orderStateOf } from '../../schema/contract/search-attributes.js';
import type { OrderStatus } from '../../schema/domain/order-status.js';

/** Shows the status in Temporal's list of workflows, if the order was started with the attribute: each change is an event of its history. */
export function showState(status: OrderStatus): void {
  const shown = workflowInfo().typedSearchAttributes.get(ORDER_STATE);
  const value = orderStateOf(status);
  if (shown !== undefined && shown !== value) upsertSearchAttributes([{ key: ORDER_STATE, value }]);
}
