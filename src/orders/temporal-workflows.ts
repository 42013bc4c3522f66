import type { Client } from '@temporalio/client';
import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { workflowIdOf } from '../../schema/contract/ids.js';
import { ORDER_WORKFLOW, STATUS_QUERY } from '../../schema/contract/order-workflow.js';
import type { OrderInput } from '../../schema/domain/order-input.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { isTemporalDeadline, isTemporalOutage, temporalUnavailable } from '../temporal/outage.js';
import type { OrderSignal, OrderWorkflows } from './order-workflows.js';
import { within } from './waiting.js';

/** The order workflows of one namespace. */
export class TemporalWorkflows implements OrderWorkflows {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async start(order: OrderInput): Promise<'STARTED' | 'EXISTS'> {
    try {
      await this.#client.workflow.start(ORDER_WORKFLOW, {
        workflowId: workflowIdOf(order.id),
        taskQueue: 'orders',
        args: [order],
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      });
      return 'STARTED';
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return 'EXISTS';
      throw faultOf(error);
    }
  }

  async signal(orderId: string, { name, payload }: OrderSignal): Promise<'SENT' | 'GONE'> {
    const handle = this.#client.workflow.getHandle(workflowIdOf(orderId));
    try {
      await handle.signal(name, payload);
      return 'SENT';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'GONE';
      throw faultOf(error);
    }
  }

  async status(orderId: string, milliseconds: number): Promise<OrderSnapshot | 'NO_ANSWER' | 'GONE'> {
    const handle = this.#client.workflow.getHandle(workflowIdOf(orderId));
    try {
      return (await within(milliseconds, handle.query<OrderSnapshot>(STATUS_QUERY))) ?? 'NO_ANSWER';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'GONE';
      // Whatever kept it from answering, the workflow itself is as it was.
      if (isTemporalDeadline(error) || !isTemporalOutage(error)) return 'NO_ANSWER';
      throw faultOf(error);
    }
  }

  async input(orderId: string): Promise<OrderInput | null> {
    const { workflowService, options } = this.#client.workflow;
    try {
      const { history } = await workflowService.getWorkflowExecutionHistory({
        namespace: options.namespace,
        execution: { workflowId: workflowIdOf(orderId) },
        maximumPageSize: 1,
      });
      const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
      const payload = started?.input?.payloads?.[0];
      return payload ? defaultPayloadConverter.fromPayload<OrderInput>(payload) : null;
    } catch (error) {
      if (isNotFound(error)) return null;
      throw faultOf(error);
    }
  }
}

const NOT_FOUND = 5;

function isNotFound(error: unknown): boolean {
  return error instanceof Error && (error as { readonly code?: unknown }).code === NOT_FOUND;
}

function faultOf(error: unknown): unknown {
  return isTemporalOutage(error) ? temporalUnavailable() : error;
}
