import { heartbeat } from '@temporalio/activity';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';

/** Three of them fit into the time after which the workflow takes a worker for dead; a step is mostly over before the first. */
const PAUSE_MS = 2_000;

/** Says that an activity is still at work, so that one whose worker died goes on elsewhere within seconds. */
export class HeartbeatInterceptor implements ActivityInboundCallsInterceptor {
  async execute(
    input: ActivityExecuteInput,
    next: Next<ActivityInboundCallsInterceptor, 'execute'>,
  ): Promise<unknown> {
    const beating = setInterval(() => heartbeat(), PAUSE_MS);
    try {
      return await next(input);
    } finally {
      clearInterval(beating);
    }
  }
}
