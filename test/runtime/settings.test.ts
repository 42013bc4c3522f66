import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { duration } from '../../runtime/settings/formats.js';
import { listSettings, withSettings } from '../../runtime/settings/list-settings.js';
import { readSettings } from '../../runtime/settings/read-settings.js';
import type { ProcessKind } from '../../runtime/settings/settings.js';

const folder = mkdtempSync(join(tmpdir(), 'order-management-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const environment = { DATABASE_URL: 'postgres://user:password@localhost/orders' };
const api = { ...environment, AUTH_SECRET: 'hush' };

function fileWith(content: string): string {
  const file = join(folder, String(content.length));
  writeFileSync(file, content);
  return file;
}

/** The lines in which the settings are refused. */
function mistakes(kind: ProcessKind, variables: NodeJS.ProcessEnv, args: readonly string[] = []) {
  try {
    readSettings(kind, variables, args);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
}

test('has a value for a setting that is missing or empty', () => {
  expect(readSettings('worker', { ...environment, CUSTOMER_ACTION_TIMEOUT: '' })).toMatchObject({
    '--queues': ['orders', 'billing', 'shipments', 'webhooks'],
    CUSTOMER_ACTION_TIMEOUT: 86_400,
    '--metrics-port': undefined,
    DATABASE_POOL_SIZE: 10,
  });
  expect(readSettings('API', api)).toMatchObject({ HOST: '127.0.0.1', PORT: 4_000, LOG_LEVEL: 'warn' });
});

test('reads variables and arguments', () => {
  const args = ['--queues', 'billing, shipments,billing', '--metrics-port', '9100'];
  expect(readSettings('worker', { ...environment, CUSTOMER_ACTION_TIMEOUT: '15m' }, args)).toMatchObject({
    '--queues': ['billing', 'shipments'],
    CUSTOMER_ACTION_TIMEOUT: 900,
    '--metrics-port': 9_100,
  });
});

test.each([
  ['worker', {}, [], /^DATABASE_URL is not set: it must be the address of a PostgreSQL database/],
  ['migrate, seed', { DATABASE_URL: 'http://a/b' }, [], /^DATABASE_URL must be [^"]*\.$/],
  [
    'worker',
    environment,
    ['--queues', 'order'],
    /^--queues must be one or more of orders, .*, not "order"\.$/,
  ],
  ['worker', environment, ['--queue', 'orders'], /^Unknown option '--queue'.*--queues \(one or more of/],
  [
    'worker',
    environment,
    ['--metrics-port', '0'],
    /^--metrics-port must be a port from 1 to 65535, not "0"\.$/,
  ],
  [
    'worker',
    { ...environment, CUSTOMER_ACTION_TIMEOUT: '0s' },
    [],
    /^CUSTOMER_ACTION_TIMEOUT must be a duration/,
  ],
  [
    'worker',
    { ...environment, LATE_CHECK_INTERVAL: 'never' },
    [],
    /^LATE_CHECK_INTERVAL must be a duration such as .*, or off, not "never"\.$/,
  ],
  [
    'worker',
    { ...environment, DATABASE_POOL_SIZE: '0' },
    [],
    /^DATABASE_POOL_SIZE must be a whole number from 1/,
  ],
  [
    'worker',
    { ...environment, TEMPORAL_CONFIG_FILE: '/nowhere' },
    [],
    /^TEMPORAL_CONFIG_FILE must be an existing file/,
  ],
  [
    'worker',
    { ...environment, TEMPORAL_PROFILE: 'none' },
    [],
    /^The settings of the Temporal Service cannot/,
  ],
  ['API', { ...api, ENCRYPTION_KEYS: 'secret' }, [], /^ENCRYPTION_KEYS must be [^"]* in base64 [^"]*\.$/],
  ['API', { ...api, AUTH_SECRET_FILE: '/nowhere' }, [], /^AUTH_SECRET and AUTH_SECRET_FILE are both set/],
  [
    'API',
    { ...environment, AUTH_SECRET_PREVIOUS: 'old' },
    [],
    /^AUTH_SECRET_PREVIOUS is set without AUTH_SECRET/,
  ],
  [
    'API',
    { ...environment, ORDER_MANAGEMENT_EMBEDDED: 'true', HOST: '::' },
    [],
    /^HOST=:: needs AUTH_SECRET/,
  ],
] as const)('%s %j %j is refused in one line', (kind, variables, args, line) => {
  expect(mistakes(kind, variables, args)).toEqual([expect.stringMatching(line)]);
});

test('reports all mistakes together, including those of the processes that it starts', () => {
  const variables = { PORT: '-1', LOG_LEVEL: 'loud', CUSTOMER_ACTION_TIMEOUT: 'soon', HOST: '0.0.0.0' };
  const nameOf = (line: string) => line.split(/[ =]/)[0];
  expect(mistakes('launcher', variables).map(nameOf)).toEqual([
    'PORT',
    'LOG_LEVEL',
    'CUSTOMER_ACTION_TIMEOUT',
    'HOST',
  ]);
  expect(mistakes('API', { ...api, ...variables }).map(nameOf)).toEqual(['PORT', 'LOG_LEVEL']);
});

test('a secret may come from a file, also one of Temporal', () => {
  const settings = readSettings('API', {
    ...environment,
    AUTH_SECRET_FILE: fileWith('from a file\n'),
    TEMPORAL_API_KEY_FILE: fileWith('key'),
  });
  expect(settings.AUTH_SECRET).toBe('from a file');
  expect(settings.temporal.connectionOptions).toMatchObject({ apiKey: 'key' });
  expect(mistakes('migrate, seed', { DATABASE_URL_FILE: '/nowhere' })[0]).toMatch(
    /^DATABASE_URL_FILE names a file that cannot be read: ENOENT/,
  );
});

test('keys may stand in a file, one a line', () => {
  const [first, second] = ['a', 'b'].map((digit) => Buffer.alloc(32, digit));
  const lines = `${first?.toString('base64')},\n${second?.toString('base64')}\n`;
  const settings = readSettings('worker', { ...environment, ENCRYPTION_KEYS_FILE: fileWith(lines) });
  expect(settings.ENCRYPTION_KEYS).toEqual([first, second]);
});

test("Temporal's profiles and certificates are read by its own rules", () => {
  const profiles = fileWith('[profile.cloud]\naddress = "cloud.example:7233"\nnamespace = "shoes"\n');
  const { temporal } = readSettings('worker', {
    ...environment,
    TEMPORAL_CONFIG_FILE: profiles,
    TEMPORAL_PROFILE: 'cloud',
    TEMPORAL_TLS_CLIENT_CERT_PATH: fileWith('certificate'),
    TEMPORAL_TLS_CLIENT_KEY_PATH: fileWith('private key'),
  });
  expect(temporal).toMatchObject({
    namespace: 'shoes',
    connectionOptions: { address: 'cloud.example:7233', tls: { clientCertPair: expect.anything() } },
  });
  expect(readSettings('launcher', {}).temporal).toBeUndefined();
  const launcher = { TEMPORAL_CONFIG_FILE: profiles, TEMPORAL_PROFILE: 'cloud' };
  expect(readSettings('launcher', launcher).temporal?.namespace).toBe('shoes');
});

test("a file without any of Temporal's profiles is refused with what to do", () => {
  expect(() => readSettings('worker', { ...environment, TEMPORAL_CONFIG_FILE: fileWith('') })).toThrow(
    'has none: add the line "[profile.default]"',
  );
});

test.each(['', '10', 's', '-1s', '1.5h', '10 s'])('"%s" is not a duration', (text) => {
  expect(duration.parse(text)).toBeUndefined();
});

test('the list shows what is set and no secret', () => {
  const list = listSettings({ ...api, PORT: '5000', TEMPORAL_API_KEY_FILE: '/keys/temporal' });
  expect(list).toMatch(/^PORT\n.*\n +set: 5000$/m);
  expect(list).toMatch(/^LOG_LEVEL\n.*\n +not set: warn$/m);
  expect(list).toMatch(/^AUTH_SECRET\n.*\n +set \(secret\)$/m);
  expect(list).toMatch(/^TEMPORAL_API_KEY\n.*\n +set by the file \/keys\/temporal$/m);
  expect(list).not.toMatch(/hush|password@|EMBEDDED/);
});

// To update it: npm run settings -- --write docs/operations.md
test('the list in the documents is up to date', () => {
  const document = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  expect(document).toBe(withSettings(document));
});
