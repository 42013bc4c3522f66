import { expect, test } from 'vitest';
import { expectedInShort, isLate, windowInWords } from '../../web/parts/expected.js';

const noon = '2099-11-28T12:00:00.000Z';
const deliveryWindow = { from: noon, until: noon };

test.each(['BOOKED', 'DISPATCHED'] as const)('%s: it is expected', (status) => {
  expect(expectedInShort({ status, deliveryWindow, isLate: false })).toMatch(/28/);
});

test.each(['PENDING', 'DELIVERED', 'FAILED', 'CANCELLED'] as const)('%s: nothing is expected', (status) => {
  expect(expectedInShort({ status, deliveryWindow, isLate: false })).toBeNull();
  const long = '2020-11-28T12:00:00.000Z';
  expect(isLate({ status, deliveryWindow: { from: long, until: long }, isLate: false })).toBe(false);
});

test('it is late when the API says so, and after a whole day in any case', () => {
  const coming = { status: 'DISPATCHED', deliveryWindow, isLate: false } as const;
  expect(isLate(coming)).toBe(false);
  expect(isLate({ ...coming, isLate: true })).toBe(true);
  const long = '2020-11-28T12:00:00.000Z';
  expect(isLate({ ...coming, deliveryWindow: { from: long, until: long } })).toBe(true);
  expect(isLate({ ...coming, deliveryWindow: null })).toBe(false);
});

test('a window of several days is shown as days, a single moment as its day', () => {
  expect(windowInWords(deliveryWindow)).toMatch(/28$/);
  const until = '2099-11-30T12:00:00.000Z';
  expect(windowInWords({ from: noon, until })).toMatch(/28 – .*30$/);
});
