import { afterEach, expect, test, vi } from 'vitest';
import { createStats } from '../../src/feed/stats/stats-source.js';
import type { OrderStats } from '../../src/store/read-stats.js';
import type { TaskQueueLoad } from '../../src/temporal/read-task-queues.js';

afterEach(() => {
  vi.useRealTimers();
});

test('a reading that takes long is shared by all who ask meanwhile; a fault by nobody after it', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  let reads = 0;
  let end: () => void = () => {};
  const stats = createStats({
    readOrders: async () => {
      reads += 1;
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      if (reads === 1) throw new Error('away');
      return {} as OrderStats;
    },
    readTaskQueues: async () => ({}) as TaskQueueLoad,
    subscribers: () => reads,
  });
  const askedTwice = () => {
    const first = stats.current();
    vi.advanceTimersByTime(60_000);
    const second = stats.current();
    end();
    return Promise.allSettled([first, second]);
  };
  expect(await askedTwice()).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  expect(await askedTwice()).toMatchObject([{ value: { subscribers: 2 } }, { value: { subscribers: 2 } }]);
  expect(reads).toBe(2);
  vi.advanceTimersByTime(501);
  void stats.current();
  expect(reads).toBe(3);
});
