import { heartbeat } from '@temporalio/activity';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';

/** A third of the heartbeat time-out; most steps end before the first heartbeat. */
export const HEARTBEAT_PAUSE_MS = 2_000;

/** Sends heartbeats for running activities, so that those of a dead worker are retried elsewhere within seconds. */
export class HeartbeatInterceptor implements ActivityInboundCallsInterceptor {
  async execute(
    input: ActivityExecuteInput,
    next: Next<ActivityInboundCallsInterceptor, 'execute'>,
  ): Promise<unknown> {
    const beating = setInterval(() => heartbeat(), HEARTBEAT_PAUSE_MS);
    try {
      return await next(input);
    } finally {
      clearInterval(beating);
    }
  }
}
