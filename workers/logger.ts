import type { LogEntry } from '@temporalio/worker';
import { DefaultLogger } from '@temporalio/worker';
import { withoutSecrets } from '../runtime/errors/without-secrets.js';

/** What the SDK warns of wherever a queue has activities only, as two of ours have. */
const EXPECTED = 'No workflows registered, not polling for workflow tasks';

/** One line an entry; the stack of a failed activity is in the order's history. */
export const workerLogger = new DefaultLogger('WARN', ({ level, message, meta }: LogEntry) => {
  if (message === EXPECTED) return;
  const details = meta === undefined ? '' : ` ${JSON.stringify(meta, errorsAsMessages)}`;
  process.stderr.write(`${new Date().toISOString()} ${level} ${withoutSecrets(message + details)}\n`);
});

/** Of the native part of the SDK: its warnings, but for one about a namespace that is told in plain words already. */
export const NATIVE_LOG_FILTER =
  'temporalio_sdk_core=WARN,temporalio_client=WARN,temporalio_sdk_core::worker::heartbeat=ERROR';

/** What the SDK tells of every activity and nobody looks for in a log. */
const OMITTED: readonly string[] = ['taskToken', 'sdkComponent', 'isLocal', 'task', 'taskEncoded'];

function errorsAsMessages(key: string, value: unknown): unknown {
  if (OMITTED.includes(key)) return undefined;
  if (value instanceof Error) return value.message;
  return typeof value === 'bigint' ? value.toString() : value;
}
