import { proxyActivities } from '@temporalio/workflow';
import type { LateCheckActivities } from '../../schema/contract/late-check.js';
import { heartbeatTimeout, retry } from './activities.js';
import { now } from './order-state.js';

const { askOverdue } = proxyActivities<LateCheckActivities>({
  startToCloseTimeout: '30 seconds',
  heartbeatTimeout,
  retry,
});

/** What one check asks at most, in batches; the next check goes on with the rest. */
const MAX_BATCHES = 20;

/** Run by a Temporal Schedule: asks the orders whose promised delivery has passed whether they are late. */
export async function checkLateness(): Promise<void> {
  for (let batch = 1; batch <= MAX_BATCHES; batch += 1) {
    const { isMore } = await askOverdue({ now: now() });
    if (!isMore) return;
  }
}
