import { describeStartError } from '../errors/describe-start-error.js';
import { StartError } from '../errors/start-error.js';
import { logLine } from '../log/announce.js';
import type { LogFormat } from '../log/log-options.js';

/**
 * Runs a process of ours. What ends it, and Node's warnings, are printed in the format of its log, which is read on its own:
 * it is needed before the settings are validated.
 */
export async function runProcess(main: () => Promise<void>): Promise<void> {
  const format = process.env.LOG_FORMAT === 'text' ? 'text' : 'json';
  process.removeAllListeners('warning');
  process.on('warning', ({ message }) => process.stderr.write(logLine(format, 'warn', message)));
  const end = (error: unknown) => {
    announceEnd(format, error);
    process.exit(1);
  };
  process.on('uncaughtException', end);
  await main().catch(end);
}

/** Prints why the process ends or cannot start, with one line for each mistake in its settings. */
function announceEnd(format: LogFormat, error: unknown): void {
  const description = describeStartError(error);
  const lines = error instanceof StartError ? description.split('\n') : [description];
  process.stderr.write(lines.map((line) => logLine(format, 'fatal', line)).join(''));
}
