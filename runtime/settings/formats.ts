import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isLoopback } from './loopback.js';

/** How the text of a setting is read. */
export interface Format<Value> {
  /** The accepted values, phrased to follow "must be". */
  readonly takes: string;
  /** Returns the value; undefined when the text is not valid. */
  readonly parse: (text: string) => Value | undefined;
}

export const text: Format<string> = {
  takes: 'more than blanks',
  parse: (given) => (given.trim() === '' ? undefined : given),
};

export const file: Format<string> = {
  takes: 'an existing file',
  parse: (path) => (statSync(path, { throwIfNoEntry: false })?.isFile() ? path : undefined),
};

export const folder: Format<string> = { takes: 'a folder', parse: (path) => resolve(path) };

export const flag: Format<boolean> = {
  takes: 'true or false',
  parse: (word) => (word === 'true' ? true : word === 'false' ? false : undefined),
};

/** One or more AES-256 keys; blanks and line breaks around them are for readers. */
export const secretKeys: Format<readonly Buffer[]> = {
  takes: 'one or more keys of 32 bytes in base64 (openssl rand -base64 32), joined by commas',
  parse: (list) => {
    const keys = list.split(',').map((key) => key.trim());
    // 32 bytes are 43 digits and their padding, and nothing else decodes to as many.
    if (!keys.every((key) => /^[A-Za-z0-9+/]{43}=$/.test(key))) return undefined;
    return keys.map((key) => Buffer.from(key, 'base64'));
  },
};

/** A port to listen on; 0 is any that is free. */
export const port = wholeNumber(0, 65_535, 'a port');

export function wholeNumber(least: number, most: number, what = 'a whole number'): Format<number> {
  return {
    takes: `${what} from ${least} to ${most}`,
    parse: (digits) => {
      const number = /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
      return number >= least && number <= most ? number : undefined;
    },
  };
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 60 * 60, d: 24 * 60 * 60 };

/** A time span, read as seconds. */
export const duration: Format<number> = {
  takes: 'a duration such as 30s, 15m, 24h or 7d',
  parse: (span) => {
    const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(span.trim()) ?? [];
    const seconds = Number(amount) * (unitSeconds[unit ?? ''] ?? Number.NaN);
    return seconds > 0 ? seconds : undefined;
  },
};

/** As `duration`, or `off`. */
export const durationOrOff: Format<number | 'off'> = {
  takes: `${duration.takes}, or off`,
  parse: (span) => (span.trim() === 'off' ? 'off' : duration.parse(span)),
};

export const webUrl: Format<URL> = {
  takes: 'an http or https URL',
  parse: (address) => (isUrl(address, /^https?:$/) ? new URL(address) : undefined),
};

/** A URL whose content is trusted, so nobody may alter it in transit. */
export const trustedUrl: Format<URL> = {
  takes: 'an https URL (http for this machine only)',
  parse: (address) => {
    const url = webUrl.parse(address);
    return url?.protocol === 'https:' || isLoopback(url?.hostname) ? url : undefined;
  },
};

/** The address of a database, as the driver takes it. */
export const postgresUrl: Format<string> = {
  takes: 'the address of a PostgreSQL database, as postgres://user:password@host:port/name',
  parse: (address) => (isUrl(address, /^postgres(ql)?:$/) ? address : undefined),
};

function isUrl(address: string, protocol: RegExp): boolean {
  return URL.canParse(address) && protocol.test(new URL(address).protocol);
}

export function oneOf<const Word extends string>(words: readonly Word[]): Format<Word> {
  return { takes: `one of ${words.join(', ')}`, parse: (given) => words.find((word) => word === given) };
}

/** Origins of pages, joined by commas. */
export const origins: Format<readonly string[]> = {
  takes: 'origins of web pages such as https://shop.example, joined by commas',
  parse: (list) => {
    const given = partsOf(list);
    const known = given.filter((each) => webUrl.parse(each)?.origin === each);
    return known.length === given.length ? known : undefined;
  },
};

/** Names of this server, joined by commas. */
export const hostNames: Format<readonly string[]> = {
  takes: 'names of hosts without a port, joined by commas',
  parse: (list) => {
    const given = partsOf(list);
    const known = given.filter((each) => webUrl.parse(`http://${each}`)?.host === each);
    return known.length === given.length ? known : undefined;
  },
};

function partsOf(list: string): readonly string[] {
  return [...new Set(list.split(',').map((each) => each.trim()))];
}

/** Some of the words, joined by commas. */
export function someOf<Word extends string>(words: readonly Word[]): Format<readonly Word[]> {
  return {
    takes: `one or more of ${words.join(', ')}, joined by commas`,
    parse: (list) => {
      const given = partsOf(list);
      const known = given.flatMap((each) => words.find((word) => word === each) ?? []);
      return known.length === given.length ? known : undefined;
    },
  };
}
