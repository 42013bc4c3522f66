import { expect, test } from 'vitest';
import { placedAtOf } from '../../schema/domain/placed-order.js';

test('an order was placed when its sender says, unless its clock is far off', () => {
  const startedAt = new Date('2026-03-01T10:00:00.000Z');
  expect(placedAtOf('2026-03-01T09:56:00Z', startedAt)).toBe('2026-03-01T09:56:00.000Z');
  for (const said of ['2026-03-01T09:54:00Z', '2026-03-01T10:06:00Z', 'yesterday', undefined]) {
    expect(placedAtOf(said, startedAt)).toBe('2026-03-01T10:00:00.000Z');
  }
});
