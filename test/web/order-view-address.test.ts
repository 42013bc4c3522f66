import { afterEach, expect, test, vi } from 'vitest';
import { viewOf, views } from '../../web/courier/views.js';
import { filterOf, readOrderView } from '../../web/manager/order-view-address.js';

const viewIn = (address: string) => readOrderView(new URLSearchParams(address));

test('an address of valid filters is read', () => {
  expect(viewIn('status=FAILED&sort=UPDATED_AT_ASC&period=week&late=yes')).toMatchObject({
    status: ['FAILED'],
    sort: 'UPDATED_AT_ASC',
    period: 'week',
    late: true,
  });
});

test.each(['toString', 'constructor', '__proto__', 'yesterday', ''])(
  'a choice named %j in an address is ignored',
  (name) => {
    const view = viewIn(`sort=${name}&period=${name}&status=${name}`);
    expect(view).toEqual(viewIn(''));
    expect(filterOf(view, Date.now())).toEqual({});
    expect(viewOf(name)).toBe('pickup');
  },
);

test('an address shows each of the courier’s lists', () => {
  expect(Object.keys(views).map(viewOf)).toEqual(Object.keys(views));
  expect(viewOf(null)).toBe('pickup');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const daysIn = (from: string, to: string) =>
  filterOf(viewIn(`period=days&from=${from}&to=${to}`), Date.now());

test.each([
  ['UTC', '2026-04-23T23:59:59.999Z', '2026-04-25T00:00:00.000Z'],
  ['America/New_York', '2026-04-24T03:59:59.999Z', '2026-04-25T04:00:00.000Z'],
  // Clocks go forward at midnight, so this day starts at one.
  ['Africa/Cairo', '2026-04-23T21:59:59.999Z', '2026-04-24T21:00:00.000Z'],
])('a day is the one of the reader’s calendar in %s', (zone, placedAfter, placedBefore) => {
  vi.stubEnv('TZ', zone);
  expect(daysIn('2026-04-24', '2026-04-24')).toEqual({ placedAfter, placedBefore });
});

test.each(['2026-02-30', '2026-13-01', '2026-2-3', '12026-01-01'])('the day %s is ignored', (day) => {
  expect(viewIn(`period=days&from=${day}&to=${day}`)).toMatchObject({ from: '', to: '' });
});

test('a day for which the API has no time is kept, but not asked for', () => {
  expect(viewIn('period=days&from=0002-11-25&to=9999-12-31')).toMatchObject({
    from: '0002-11-25',
    to: '9999-12-31',
  });
  expect(daysIn('0002-11-25', '9999-12-31')).toEqual({});
});
