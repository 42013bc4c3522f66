import { expect, test } from 'vitest';
import { pauseAfter } from '../../runtime/retry/backoff.js';

const backoff = { first: 500, longest: 60_000, growth: 1.8 };

test('a pause is longer after each failure, up to the longest, and never in step', () => {
  const ceilings = [1, 2, 3, 4, 20, 10_000].map((failures) => pauseAfter(failures, backoff, () => 1));
  expect(ceilings).toEqual([500, 900, 1_620, 2_916, 60_000, 60_000]);
  expect(pauseAfter(20, backoff, () => 0)).toBe(30_000);
});
