import { expect, test } from 'vitest';
import { secondsOf } from '../../runtime/settings/duration.js';
import { workerSettings } from '../../workers/env.js';
import { retryDelayMs, withoutSecrets } from '../../workers/retry-interceptor.js';

const environment = { DATABASE_URL: 'postgres://user:password@localhost/orders' };

test('serves every task queue and waits a day for the customer, when not told otherwise', () => {
  expect(workerSettings(environment, [])).toMatchObject({
    queues: ['orders', 'billing', 'shipments'],
    customerActionSeconds: 86_400,
    metricsPort: null,
  });
});

test('reads its arguments and durations', () => {
  const settings = workerSettings({ ...environment, CUSTOMER_ACTION_TIMEOUT: '15m' }, [
    '--queues',
    'billing, shipments,billing',
    '--metrics-port',
    '9100',
  ]);
  expect(settings).toMatchObject({
    queues: ['billing', 'shipments'],
    customerActionSeconds: 900,
    metricsPort: 9_100,
  });
});

test.each([
  [{}, [], /^DATABASE_URL is not set/],
  [{ DATABASE_URL: 'not a url' }, [], /^DATABASE_URL is no URL/],
  [environment, ['--queues', 'order'], /^There is no task queue "order"/],
  [environment, ['--queue', 'orders'], /^Unknown option '--queue'/],
  [environment, ['--metrics-port', '0'], /^--metrics-port must be a port/],
  [{ ...environment, CUSTOMER_ACTION_TIMEOUT: '0s' }, [], /^CUSTOMER_ACTION_TIMEOUT must be a duration/],
] as const)('says in one line what is wrong with %j %j', (variables, args, message) => {
  expect(() => workerSettings(variables, args)).toThrow(message);
});

test.each(['', '10', 's', '-1s', '1.5h', '10 s'])('"%s" is no duration', (text) => {
  expect(() => secondsOf('X', text)).toThrow('X must be a duration');
});

test('waits longer with each attempt, up to a minute, and never in step', () => {
  const longest = [1, 2, 3, 4, 20, 10_000].map((attempt) => retryDelayMs(attempt, () => 1));
  expect(longest).toEqual([500, 900, 1_620, 2_916, 60_000, 60_000]);
  expect(retryDelayMs(20, () => 0)).toBe(30_000);
});

test('errors carry no passwords', () => {
  expect(withoutSecrets('at postgres://user:pass@host/db and https://k@x.org/')).toBe(
    'at postgres://***@host/db and https://***@x.org/',
  );
  expect(withoutSecrets('connect ECONNREFUSED 127.0.0.1:5432')).toBe('connect ECONNREFUSED 127.0.0.1:5432');
});
