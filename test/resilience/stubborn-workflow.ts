import { proxyActivities, sleep } from '@temporalio/workflow';
import { retryForever } from '../../workers/workflows/retry-forever.js';

const { refuse } = proxyActivities<{ refuse(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

/** Retries a step that is refused for good, after this many timers. */
export async function stubborn(timers: number): Promise<void> {
  await Promise.all(Array.from({ length: timers }, () => sleep(1)));
  await retryForever(() => refuse());
}
