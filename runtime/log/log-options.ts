import type { LoggerOptions } from 'pino';
import { withoutSecrets } from '../errors/without-secrets.js';
import type { Tracing } from '../tracing/tracing.js';
import { noTracing } from '../tracing/tracing.js';
import { asText } from './as-text.js';

/** How log entries are written: as one line of JSON each, or as text for a person at a terminal. */
export type LogFormat = 'json' | 'text';

export interface LogSettings {
  readonly LOG_LEVEL: string;
  readonly LOG_FORMAT: LogFormat;
}

/**
 * How our processes log: entries of at least this level, one line each, with their place in a trace. Secrets are
 * removed from every text, including the message and stack of an error.
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
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const ESCAPES = /\u001b\[[0-9;?]*[A-Za-z]/g;

function entryIn(line: string): Readonly<Record<string, unknown>> {
  return JSON.parse(line, (_name, value) =>
    typeof value === 'string' ? withoutSecrets(value.replace(ESCAPES, '')) : value,
  );
}
