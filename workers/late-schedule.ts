import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ScheduleOptions } from '@temporalio/client';
import { ScheduleAlreadyRunning, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import { reasonOf } from '../runtime/errors/reason-of.js';
import { pauseAfter } from '../runtime/retry/backoff.js';
import { LATE_CHECK_SCHEDULE, LATE_CHECK_WORKFLOW } from '../schema/contract/late-check.js';
import type { WorkerLog } from './logger.js';

const backoff = { first: 1_000, longest: 60_000 };

/**
 * Makes the Temporal Schedule of the late checks, or brings the one that is there to this interval. Every worker of the
 * queue `orders` does so when it starts: there is one Schedule, however many they are. Orders do not wait for it.
 */
export async function keepLateSchedule(
  client: Client,
  log: WorkerLog,
  interval: number | 'off',
): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    try {
      await (interval === 'off' ? removeSchedule(client) : makeSchedule(client, scheduleOf(interval)));
      return;
    } catch (error) {
      if (failures === 1) {
        log.warn({ reason: reasonOf(error) }, 'The Schedule of late checks could not be set up yet');
      }
      await sleep(pauseAfter(failures, backoff), undefined, { ref: false });
    }
  }
}

function scheduleOf(seconds: number) {
  return {
    scheduleId: LATE_CHECK_SCHEDULE,
    spec: { intervals: [{ every: seconds * 1_000 }] },
    action: {
      type: 'startWorkflow',
      workflowId: LATE_CHECK_SCHEDULE,
      workflowType: LATE_CHECK_WORKFLOW,
      taskQueue: 'orders',
      // A run that hangs, say because its code has changed since, must not stop all later ones.
      workflowExecutionTimeout: '10 minutes',
    },
    policies: {
      overlap: ScheduleOverlapPolicy.SKIP,
      // The next check finds what the missed ones would have found.
      catchupWindow: '10 seconds',
    },
  } as const satisfies ScheduleOptions;
}

async function makeSchedule(client: Client, schedule: ReturnType<typeof scheduleOf>): Promise<void> {
  try {
    await client.schedule.create(schedule);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { spec, action, policies } = schedule;
    // The rest is left alone: an operator may have paused it.
    await client.schedule
      .getHandle(LATE_CHECK_SCHEDULE)
      .update((known) => ({ ...known, spec, action, policies }));
  }
}

async function removeSchedule(client: Client): Promise<void> {
  try {
    await client.schedule.getHandle(LATE_CHECK_SCHEDULE).delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}
