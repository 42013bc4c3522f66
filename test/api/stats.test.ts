import { expect, it } from 'vitest';
import { createStats } from '../../src/stats.js';
import type { OrderStats } from '../../src/store/read-stats.js';
import type { TaskQueueLoad } from '../../src/temporal/read-task-queues.js';

it('a reading that takes long is shared by all who ask meanwhile; a fault by nobody after it', async () => {
  let reads = 0;
  const stats = createStats({
    readOrders: async () => {
      reads += 1;
      await new Promise((resolve) => setTimeout(resolve, 700));
      if (reads === 1) throw new Error('away');
      return {} as OrderStats;
    },
    readTaskQueues: async () => ({}) as TaskQueueLoad,
    subscribers: () => reads,
  });
  const askedTwice = async () => {
    const first = stats.current();
    await new Promise((resolve) => setTimeout(resolve, 600));
    return Promise.allSettled([first, stats.current()]);
  };
  expect(await askedTwice()).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  expect(await askedTwice()).toMatchObject([{ value: { subscribers: 2 } }, { value: { subscribers: 2 } }]);
  expect(reads).toBe(2);
});
