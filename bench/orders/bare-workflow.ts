import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { BareActivities } from './bare-activities.js';

const options = { startToCloseTimeout: '30 seconds' } as const;
const { reserve } = proxyActivities<BareActivities>(options);
const { charge } = proxyActivities<BareActivities>({ ...options, taskQueue: 'billing' });
const { book } = proxyActivities<BareActivities>({ ...options, taskQueue: 'shipments' });

/** The least an order can be on Temporal: three activities that do nothing, and two signals. */
export async function bare(orderId: string): Promise<void> {
  let signals = 0;
  setHandler(defineSignal('step'), () => {
    signals++;
  });
  await reserve(orderId);
  await charge(orderId);
  await book(orderId);
  await condition(() => signals >= 1);
  await condition(() => signals >= 2);
}
