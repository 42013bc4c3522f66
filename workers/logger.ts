import type { Logger } from '@temporalio/worker';
import { DefaultLogger } from '@temporalio/worker';
import type { BaseLogger } from 'pino';
import pino from 'pino';
import type { LogSettings } from '../runtime/log/log-options.js';
import { logOptions } from '../runtime/log/log-options.js';
import type { Tracing } from '../runtime/tracing/tracing.js';
import { orderIdOfWorkflow } from '../schema/domain/ids.js';

/** The SDK's warning about queues with activities only, of which we have three. */
const EXPECTED = 'No workflows registered, not polling for workflow tasks';

/** From which level on the SDK's native part logs; not of a warning about the namespace that we report ourselves. */
export function nativeLogFilter(level: LogSettings['LOG_LEVEL']): string {
  const native = level === 'fatal' ? 'error' : level === 'silent' ? 'off' : level;
  return `temporalio_sdk_core=${native},temporalio_client=${native},temporalio_sdk_core::worker::heartbeat=error`;
}

/** The log of a worker process. */
export type WorkerLog = BaseLogger;

/** A log to the standard error output, a line for each entry. */
export function createWorkerLog(settings: LogSettings, tracing: Pick<Tracing, 'place'>): WorkerLog {
  return pino(logOptions(settings, tracing), pino.destination({ fd: 2, sync: true }));
}

/** The log as the SDK writes to it. */
export function sdkLogger(log: WorkerLog): Logger {
  const isNews = newsOnce();
  return new DefaultLogger('TRACE', ({ level, message, meta = {}, timestampNanos }) => {
    if (message === EXPECTED) return;
    const foreign = foreignTypeIn(meta);
    if (foreign !== null) {
      if (isNews(foreign)) log.warn({ workflowType: foreign, ...placeOf(meta) }, FOREIGN);
      return;
    }
    // When it was logged: the SDK's native part hands its entries on later.
    const time = new Date(Number(timestampNanos / 1_000_000n)).toISOString();
    log[severities[level]]({ ...detailsOf(meta), ...placeOf(meta), time }, message);
  });
}

const severities = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

const FOREIGN =
  'Somebody started a workflow of a type that is not ours on our task queue: it waits there until it is terminated';

/** What the SDK says of a workflow whose type no bundle of ours has. */
const UNKNOWN_TYPE = /workflow of type '(.{1,200}?)': no such function/;

/** The type of a workflow that is not ours. Temporal offers it again and again, with a stack each time. */
function foreignTypeIn({ error, failure }: Readonly<Record<string | symbol, unknown>>): string | null {
  const text = error instanceof Error ? error.message : String(error ?? failure ?? '');
  return UNKNOWN_TYPE.exec(text)?.[1] ?? null;
}

const MOST_REMEMBERED = 100;

/** Whether this was not told before. Anybody can start workflows, so not all of them are remembered. */
function newsOnce(): (what: string) => boolean {
  const told = new Set<string>();
  return (what) => {
    if (told.has(what) || told.size === MOST_REMEMBERED) return false;
    told.add(what);
    return true;
  };
}

/** The order that an entry is about. */
function placeOf({
  workflowId,
  workflow_id = workflowId,
}: Readonly<Record<string | symbol, unknown>>): object {
  const orderId = typeof workflow_id === 'string' ? orderIdOfWorkflow(workflow_id) : null;
  return orderId === null ? {} : { orderId };
}

/** Details that the SDK logs of every activity, and nobody needs. */
const OMITTED: readonly string[] = ['taskToken', 'sdkComponent', 'isLocal', 'task', 'taskEncoded'];

/** The stack of a failed activity is in the order's history. */
function detailsOf(meta: object): object {
  const kept = Object.entries(meta).filter(([name]) => !OMITTED.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): unknown {
  if (value instanceof Error) return value.message;
  return typeof value === 'bigint' ? value.toString() : value;
}
