import { withoutSecrets } from '../errors/without-secrets.js';
import type { LogFormat } from './log-options.js';

/** Prints what whoever started the process wants to know, whatever the log level. */
export function announce(format: LogFormat, line: string): void {
  process.stdout.write(logLine(format, 'info', line));
}

/** A line as the log would have it, for what is printed without the log. */
export function logLine(format: LogFormat, level: string, message: string): string {
  if (format === 'text') return `${message}\n`;
  const time = new Date().toISOString();
  return `${JSON.stringify({ level, time, message: withoutSecrets(message) })}\n`;
}
