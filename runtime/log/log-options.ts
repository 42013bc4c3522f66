import type { LoggerOptions } from 'pino';
import { withoutSecrets } from '../errors/without-secrets.js';
import type { Tracing } from '../tracing/tracing.js';
import { noTracing } from '../tracing/tracing.js';
import { asText } from './as-text.js';

/** How the entries of a log are written: a line of JSON each, or for a person at a terminal. */
export type LogFormat = 'json' | 'text';

export interface LogSettings {
  readonly LOG_LEVEL: string;
  readonly LOG_FORMAT: LogFormat;
}

/**
 * How our processes log: entries from this level on, a line each, with its place in a trace, and with no secret in any text,
 * the message and stack of an error included.
 */
export function logOptions(
  { LOG_LEVEL, LOG_FORMAT }: LogSettings,
  { place }: Pick<Tracing, 'place'> = noTracing,
) {
  return {
    level: LOG_LEVEL,
    base: null,
    messageKey: 'message',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (level: string) => ({ level }) },
    mixin: () => ({ ...place() }),
    redact: ['req.headers.authorization'],
    hooks: { streamWrite: LOG_FORMAT === 'json' ? asJson : (line: string) => asText(entryIn(line)) },
  } satisfies LoggerOptions;
}

function asJson(line: string): string {
  return `${JSON.stringify(entryIn(line))}\n`;
}

/** Colours and other escape codes, as programs write them to a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const ESCAPES = /\u001b\[[0-9;?]*[A-Za-z]/g;

function entryIn(line: string): Readonly<Record<string, unknown>> {
  return JSON.parse(line, (_name, value) =>
    typeof value === 'string' ? withoutSecrets(value.replace(ESCAPES, '')) : value,
  );
}
