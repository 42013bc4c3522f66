import { expect, test } from 'vitest';
import { reconnectPause } from '../../web/client/reconnect-pause.js';

test('the socket is tried again at once, then ever more rarely, never more than two seconds apart', () => {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const pauses = Array.from({ length: 200 }, () => reconnectPause(attempt));
    expect(Math.max(...pauses)).toBeLessThanOrEqual(Math.min(2_000, 100 * 2 ** attempt));
    // Not all windows at the same moment.
    expect(new Set(pauses).size).toBeGreaterThan(100);
  }
});
