import { expect, test } from 'vitest';
import { Pace } from '../../web/operator/pace.js';

/** Does everything that is due at each of these moments, in milliseconds, and counts it. */
function doneAt(rate: number, moments: readonly number[]): { readonly count: number; readonly pace: Pace } {
  const pace = new Pace(0);
  let count = 0;
  for (const now of moments)
    for (let due = pace.due(rate, now); due > 0; due -= 1) {
      pace.done(now);
      count += 1;
    }
  return { count, pace };
}

const every = (pause: number, until: number) =>
  Array.from({ length: until / pause }, (_, index) => (index + 1) * pause);

test.each([
  ['often', every(50, 20_000)],
  ['once a second, as in a hidden tab', every(1_000, 20_000)],
  ['at odd times', every(700, 20_000)],
])('as many are due as time has passed, asked %s', (_name, moments) => {
  const { count, pace } = doneAt(5, moments);
  expect(count).toBeGreaterThanOrEqual(97);
  expect(count).toBeLessThanOrEqual(100);
  expect(pace.actual(20_000)).toBeCloseTo(5, 0);
});

test('a backlog is not made up for later', () => {
  expect(doneAt(5, [60_000]).count).toBe(5);
});
