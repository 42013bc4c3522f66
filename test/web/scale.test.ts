import { expect, test } from 'vitest';
import { niceTicks } from '../../web/operator/scale.js';
import { rate } from '../../web/parts/format.js';

test.each([0, 1, 3, 7, 9, 10, 24, 99, 1_234])(
  'the axis of a count up to %s has whole steps only',
  (highest) => {
    const ticks = niceTicks({ highest, whole: true });
    expect(ticks.every(Number.isInteger)).toBe(true);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest);
    expect(ticks.length).toBeLessThanOrEqual(6);
  },
);

test.each([0, 0.4, 1, 2.3, 9.5, 87])('the axis of a rate up to %s says what its lines are', (highest) => {
  const ticks = niceTicks({ highest, whole: false });
  expect(ticks.map((tick) => Number(rate(tick)))).toEqual(ticks);
  expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest);
});
