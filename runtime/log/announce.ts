import { describeStartError } from '../errors/describe-start-error.js';
import { StartError } from '../errors/start-error.js';
import { withoutSecrets } from '../errors/without-secrets.js';
import type { LogFormat } from './log-options.js';

/** Prints what whoever started the process wants to know, whatever the log level. */
export function announce(format: LogFormat, line: string): void {
  process.stdout.write(written(format, 'info', line));
}

/** Prints why the process ends or cannot start, with one line for each mistake in its settings. */
export function announceEnd(format: LogFormat, error: unknown): void {
  const description = describeStartError(error);
  const lines = error instanceof StartError ? description.split('\n') : [description];
  process.stderr.write(lines.map((line) => written(format, 'fatal', line)).join(''));
}

/** Reads LOG_FORMAT on its own, because it is needed before the settings are validated. */
export function givenFormat({ LOG_FORMAT }: Readonly<Record<string, string | undefined>>): LogFormat {
  return LOG_FORMAT === 'text' ? 'text' : 'json';
}

/** Prints Node's warnings, and the error that ends the process, in the format of the log instead of Node's own. */
export function announceWhatNodeSays(format: LogFormat): void {
  process.removeAllListeners('warning');
  process.on('warning', ({ message }) => process.stderr.write(written(format, 'warn', message)));
  process.on('uncaughtException', (error) => {
    announceEnd(format, error);
    process.exit(1);
  });
}

function written(format: LogFormat, level: string, message: string): string {
  if (format === 'text') return `${message}\n`;
  const time = new Date().toISOString();
  return `${JSON.stringify({ level, time, message: withoutSecrets(message) })}\n`;
}
