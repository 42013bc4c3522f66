import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { LoadedDataConverter, Payload } from '@temporalio/common';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
import type { Publication, ReserveItemsRequest } from '../../schema/contract/order-activities.js';

/** A state that an order published, from its workflow's history. */
export interface KeptPublication {
  readonly publication: Publication;
  /** Whether its activity completed: only then must the read model have it. */
  readonly isDone: boolean;
}

/** An activity that completed, with its argument and its result. */
export interface CompletedStep {
  readonly name: string;
  readonly request: unknown;
  readonly result: unknown;
}

/** One run of an order's workflow. */
export interface KeptRun {
  /** The first run of the order that it is a run of; null when its id was another order's, so that it had no effect. */
  readonly orderRunId: string | null;
  readonly steps: readonly CompletedStep[];
  readonly publications: readonly KeptPublication[];
  /** The run that continued as this one; null for the first. */
  readonly before: string | null;
}

/** What a run published and did, oldest first; null if the Temporal Service no longer keeps it. */
export async function readRun(client: Client, workflowId: string, runId?: string): Promise<KeptRun | null> {
  const { loadedDataConverter } = client.options;
  const context = { type: 'workflow', namespace: client.options.namespace, workflowId } as const;
  const scheduled = new Map<string, ScheduledStep>();
  let firstRunId: string | null = null;
  let before: string | null = null;
  try {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    for (const event of events ?? []) {
      const started = event.workflowExecutionStartedEventAttributes;
      firstRunId ??= started?.firstExecutionRunId || null;
      before ??= started?.continuedExecutionRunId || null;
      const { activityType, input } = event.activityTaskScheduledEventAttributes ?? {};
      if (activityType?.name) {
        const request = await firstOf(loadedDataConverter, input?.payloads, context);
        scheduled.set(String(event.eventId), { name: activityType.name, request, completed: null });
      }
      const completed = event.activityTaskCompletedEventAttributes;
      const step = completed && scheduled.get(String(completed.scheduledEventId));
      if (step) {
        step.completed = { result: await firstOf(loadedDataConverter, completed.result?.payloads, context) };
      }
    }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
  const all = [...scheduled.values()];
  if (all.some(isIdTaken)) return { orderRunId: null, publications: [], steps: [], before: null };
  return {
    orderRunId: firstRunId,
    publications: all.flatMap(publicationIn),
    steps: all.flatMap(({ name, request, completed }) => (completed ? { name, request, ...completed } : [])),
    before,
  };
}

interface ScheduledStep {
  readonly name: string;
  readonly request: unknown;
  completed: { readonly result: unknown } | null;
}

/** Whether the step learnt that the id is another order's: whatever else such a run publishes is not stored. */
function isIdTaken({ name, completed }: ScheduledStep): boolean {
  const { outcome } = (completed?.result ?? {}) as { readonly outcome?: unknown };
  return name === 'reserveItems' && outcome === 'ID_TAKEN';
}

/** What the step published, if it did. */
function publicationIn({ name, request, completed }: ScheduledStep): readonly KeptPublication[] {
  const isDone = completed !== null;
  if (name === 'publishOrder') return [{ publication: request as Publication, isDone }];
  return name === 'reserveItems' ? [{ publication: (request as ReserveItemsRequest).placed, isDone }] : [];
}

type Context = Parameters<typeof decodeArrayFromPayloads>[2];

async function firstOf(
  converter: LoadedDataConverter,
  payloads: Payload[] | null | undefined,
  context: Context,
): Promise<unknown> {
  return (await decodeArrayFromPayloads(converter, payloads ?? [], context))[0];
}

/** All runs of an order, oldest first, as far as Temporal keeps them. */
export async function readAllRuns(
  client: Client,
  workflowId: string,
  last: KeptRun,
): Promise<readonly KeptRun[]> {
  const runs = [last];
  for (let { before } = last; before !== null; ) {
    const run = await readRun(client, workflowId, before);
    if (run === null) break;
    runs.unshift(run);
    before = run.before;
  }
  return runs;
}
