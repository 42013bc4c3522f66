import { describeStartError } from '../errors/describe-start-error.js';
import { StartError } from '../errors/start-error.js';
import { withoutSecrets } from '../errors/without-secrets.js';
import type { LogFormat } from './log-options.js';

/** Says what who started the process wants to know, whatever the level of the log. */
export function announce(format: LogFormat, line: string): void {
  process.stdout.write(written(format, 'info', line));
}

/** Says why the process cannot start, a line for each mistake in its settings, or why it ends. */
export function announceEnd(format: LogFormat, error: unknown): void {
  const description = describeStartError(error);
  const lines = error instanceof StartError ? description.split('\n') : [description];
  process.stderr.write(lines.map((line) => written(format, 'fatal', line)).join(''));
}

/** What LOG_FORMAT says, before it is known whether the settings make sense. */
export function givenFormat({ LOG_FORMAT }: Readonly<Record<string, string | undefined>>): LogFormat {
  return LOG_FORMAT === 'text' ? 'text' : 'json';
}

/** What Node would write by itself, and not as the log is written: its warnings, and the error that ends the process. */
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
