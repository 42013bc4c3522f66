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
  readonly steps: readonly CompletedStep[];
  readonly publications: readonly KeptPublication[];
  /** The run that continued as this one; null for the first. */
  readonly before: string | null;
}

/** What a run published and did, oldest first; null if the Temporal Service no longer keeps it. */
export async function readRun(client: Client, workflowId: string, runId?: string): Promise<KeptRun | null> {
  const { loadedDataConverter } = client.options;
  const context = { type: 'workflow', namespace: client.options.namespace, workflowId } as const;
  const scheduled = new Map<string, Publication>();
  const done = new Set<string>();
  const requests = new Map<string, Pick<CompletedStep, 'name' | 'request'>>();
  const steps: CompletedStep[] = [];
  let before: string | null = null;
  try {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    for (const event of events ?? []) {
      before ??= event.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || null;
      const { activityType, input } = event.activityTaskScheduledEventAttributes ?? {};
      const argument = await firstOf(loadedDataConverter, input?.payloads, context);
      if (activityType?.name)
        requests.set(String(event.eventId), { name: activityType.name, request: argument });
      if (activityType?.name === 'publishOrder')
        scheduled.set(String(event.eventId), argument as Publication);
      if (activityType?.name === 'reserveItems') {
        scheduled.set(String(event.eventId), (argument as ReserveItemsRequest).placed);
      }
      const completed = event.activityTaskCompletedEventAttributes;
      if (!completed) continue;
      const id = String(completed.scheduledEventId);
      done.add(id);
      const result = await firstOf(loadedDataConverter, completed.result?.payloads, context);
      const asked = requests.get(id);
      if (asked) steps.push({ ...asked, result });
      // A second run of an old id has no effect.
      if ((result as { readonly outcome?: unknown } | undefined)?.outcome === 'ID_TAKEN')
        scheduled.delete(id);
    }
  } catch (fault) {
    if (fault instanceof WorkflowNotFoundError) return null;
    throw fault;
  }
  const publications = [...scheduled].map(([id, publication]) => ({ publication, isDone: done.has(id) }));
  return { publications, steps, before };
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
