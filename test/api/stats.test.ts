import { afterEach, expect, test, vi } from 'vitest';
import { patientReading } from '../../src/feed/stats/patient-reading.js';
import { createStats } from '../../src/feed/stats/stats-source.js';
import { RecentOperations } from '../../src/metrics/recent-operations.js';
import type { OrderStats } from '../../src/store/read-stats.js';
import type { TaskQueueLoad } from '../../src/temporal/read-task-queues.js';
import { Wire } from '../feed/wire.js';
import { sharedStack } from '../stack/shared.js';
import { ask } from './ask.js';

afterEach(() => {
  vi.useRealTimers();
});

test('a slow reading is shared by all who ask meanwhile; a failed one is not used again', async () => {
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
    operations: () => ({ latencyP50: null, latencyP99: null, errorRate: 0 }),
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

test('a reading that takes long leaves no hole: the one before it is shown, but not for ever', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  const readings: ((value: number) => void)[] = [];
  const read = patientReading(() => new Promise<number>((resolve) => readings.push(resolve)));
  const first = read();
  readings[0]?.(1);
  expect(await first).toBe(1);
  await vi.advanceTimersByTimeAsync(0);
  const second = read();
  await vi.advanceTimersByTimeAsync(800);
  expect(await second).toBe(1);
  // The slow reading is still running, and is the only one.
  await vi.advanceTimersByTimeAsync(40_000);
  const third = read();
  await vi.advanceTimersByTimeAsync(800);
  expect(readings).toHaveLength(2);
  readings[1]?.(2);
  expect(await third).toBe(2);
});

test('latencies and errors are those of the last 30 seconds', () => {
  const recent = new RecentOperations();
  expect(recent.read(0)).toEqual({ latencyP50: null, latencyP99: null, errorRate: 0 });
  for (let n = 0; n < 98; n += 1) recent.count(10, 1_000 + n);
  recent.count(500, 2_000);
  recent.count(500, 2_000);
  for (let n = 0; n < 60; n += 1) recent.countError(3_000);
  const { latencyP50, latencyP99, errorRate } = recent.read(20_000);
  expect(latencyP50).toBeGreaterThanOrEqual(10);
  expect(latencyP50).toBeLessThanOrEqual(11);
  expect(latencyP99).toBeGreaterThanOrEqual(500);
  expect(latencyP99).toBeLessThanOrEqual(550);
  expect(errorRate).toBe(2);
  expect(recent.read(40_000)).toEqual({ latencyP50: null, latencyP99: null, errorRate: 0 });
});

test('a new watcher gets what was read before, over HTTP and WebSocket', async () => {
  const { graphqlUrl, webSocketUrl } = await sharedStack();
  const query = '{ statsHistory { at workers openOrders latencyP50 latencyP99 errorRate } }';
  const lengthOver = async (): Promise<number> => (await ask(graphqlUrl, query)).data.statsHistory.length;
  await expect.poll(lengthOver).toBeGreaterThan(0);
  const wire = await new Wire(webSocketUrl).open();
  wire.send({ type: 'connection_init' });
  await wire.next();
  wire.subscribe('history', query);
  const { payload } = await wire.next();
  expect(payload).toHaveProperty('data.statsHistory.0.workers', expect.any(Number));
  await wire.close();
});
