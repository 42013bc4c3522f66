import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { reasonOf } from '../errors/reason-of.js';
import { StartError } from '../errors/start-error.js';
import type { TemporalConfig } from '../temporal/temporal-config.js';
import { loadTemporalConfig } from '../temporal/temporal-config.js';
import { mistakesBetween } from './mistakes-between.js';
import type { Environment, ProcessKind, Setting, SettingsOf } from './settings.js';
import { settingsTable } from './settings.js';

/** The settings of a process, with Temporal's own as `temporal`; undefined for a launcher that embeds Temporal. */
export type ReadSettings<Kind extends ProcessKind> = SettingsOf<Kind> & {
  readonly temporal: Kind extends 'API' | 'worker' ? TemporalConfig : TemporalConfig | undefined;
};

/** Reads the settings from environment and arguments; throws a StartError with a line for each mistake. */
export function readSettings<Kind extends ProcessKind>(
  kind: Kind,
  environment: Environment,
  args: readonly string[] = [],
): ReadSettings<Kind> {
  const mistakes: string[] = [];
  const attempt = <Value>(read: () => Value): Value | undefined => {
    try {
      return read();
    } catch (error) {
      mistakes.push(error instanceof StartError ? error.message : reasonOf(error));
      return undefined;
    }
  };
  const read = settingsTable.filter(([, { readBy }]) => kind === 'launcher' || readBy.includes(kind));
  const given = { ...environment, ...attempt(() => readArguments(kind, args)) };
  const texts: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  for (const [name, setting] of read) {
    attempt(() => {
      const text = givenText(name, setting, given) ?? setting.fallback;
      if (text !== undefined) texts[name] = text;
      else if (setting.neededBy?.includes(kind))
        throw new StartError(`${name} is not set: it must be ${setting.takes}.`);
      values[name] = parsed(name, setting, text);
    });
  }
  values.temporal = attempt(() => readTemporal(kind, given, texts));
  mistakes.push(...mistakesBetween(kind, { ...given, ...texts }));
  if (mistakes.length > 0) throw new StartError(mistakes.join('\n'));
  return values as ReadSettings<Kind>;
}

/** The text of a setting, from its variable or from the file that its `_FILE` names. Empty means not set. */
function givenText(name: string, { secret }: Setting, given: Environment): string | undefined {
  const text = given[name] || undefined;
  const file = secret ? given[`${name}_FILE`] || undefined : undefined;
  if (file === undefined) return text;
  if (text !== undefined) throw new StartError(`${name} and ${name}_FILE are both set: keep one of them.`);
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch (error) {
    throw new StartError(`${name}_FILE names a file that cannot be read: ${reasonOf(error)}.`);
  }
}

function parsed(name: string, { parse, takes, secret }: Setting, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const value = parse(text);
  if (value === undefined)
    throw new StartError(`${name} must be ${takes}${secret ? '' : `, not "${text}"`}.`);
  return value;
}

/** The values of a process's arguments, by their names in the table. */
function readArguments(kind: ProcessKind, args: readonly string[]): Environment {
  const known = settingsTable.filter(([name, { readBy }]) => name.startsWith('--') && readBy.includes(kind));
  const options = Object.fromEntries(known.map(([name]) => [name.slice(2), { type: 'string' }] as const));
  try {
    const { values } = parseArgs({ args: [...args], options });
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [`--${name}`, String(value)]));
  } catch (error) {
    const usage = known.map(([name, { takes }]) => `${name} (${takes})`).join(' and ');
    throw new StartError(`${reasonOf(error)}; there are ${usage || 'no arguments'}.`);
  }
}

function readTemporal(
  kind: ProcessKind,
  given: Environment,
  texts: Readonly<Record<string, string>>,
): TemporalConfig | undefined {
  const elsewhere = ['TEMPORAL_ADDRESS', 'TEMPORAL_PROFILE', 'TEMPORAL_CONFIG_FILE'];
  if (kind === 'migrate, seed' || kind === 'codec server') return undefined;
  if (kind === 'launcher' && !elsewhere.some((name) => given[name])) return undefined;
  const set = Object.entries(given).filter((entry): entry is [string, string] => !!entry[1]);
  try {
    return loadTemporalConfig({ ...Object.fromEntries(set), ...texts });
  } catch (error) {
    throw new StartError(`The settings of the Temporal Service cannot be read: ${reasonOf(error)}`);
  }
}
