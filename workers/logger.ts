import type { LogEntry } from '@temporalio/worker';
import { DefaultLogger } from '@temporalio/worker';
import { withoutSecrets } from '../runtime/errors/without-secrets.js';

/** The SDK's warning about queues with activities only, of which we have two. */
const EXPECTED = 'No workflows registered, not polling for workflow tasks';

/** One line per entry; the stack of a failed activity is in the order's history. */
export const workerLogger = new DefaultLogger('WARN', ({ level, message, meta }: LogEntry) => {
  if (message === EXPECTED) return;
  const details = meta === undefined ? '' : ` ${JSON.stringify(meta, errorsAsMessages)}`;
  process.stderr.write(`${new Date().toISOString()} ${level} ${withoutSecrets(message + details)}\n`);
});

/** The warnings of the SDK's native part, except one about the namespace that we report ourselves. */
export const NATIVE_LOG_FILTER =
  'temporalio_sdk_core=WARN,temporalio_client=WARN,temporalio_sdk_core::worker::heartbeat=ERROR';

/** Details that the SDK logs of every activity, and nobody needs. */
const OMITTED: readonly string[] = ['taskToken', 'sdkComponent', 'isLocal', 'task', 'taskEncoded'];

function errorsAsMessages(key: string, value: unknown): unknown {
  if (OMITTED.includes(key)) return undefined;
  if (value instanceof Error) return value.message;
  return typeof value === 'bigint' ? value.toString() : value;
}
