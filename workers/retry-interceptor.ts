import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';
import pg from 'pg';
import { reasonOf } from '../runtime/errors/reason-of.js';
import { withoutSecrets } from '../runtime/errors/without-secrets.js';
import { pauseAfter } from '../runtime/retry/backoff.js';

const backoff = { first: 500, longest: 60_000, growth: 1.8 };

/** Outages are waited out: a fault is tried again with backoff and jitter, unless it says that it never can succeed. */
export class RetryInterceptor implements ActivityInboundCallsInterceptor {
  async execute(
    input: ActivityExecuteInput,
    next: Next<ActivityInboundCallsInterceptor, 'execute'>,
  ): Promise<unknown> {
    try {
      return await next(input);
    } catch (fault) {
      if (fault instanceof CancelledFailure) throw fault;
      if (fault instanceof ApplicationFailure && fault.nonRetryable) throw fault;
      throw failureOf(fault, activityInfo().attempt);
    }
  }
}

/** What Temporal is told of an attempt that failed. */
export function failureOf(fault: unknown, attempt: number): ApplicationFailure {
  const failure = ApplicationFailure.create({
    message: reasonOf(fault),
    type: typeOf(fault),
    nonRetryable: isRefusedData(fault),
    nextRetryDelay: pauseAfter(attempt, backoff),
  });
  if (fault instanceof Error && fault.stack !== undefined) failure.stack = withoutSecrets(fault.stack);
  return failure;
}

/** PostgreSQL will never take these data: out of range or not storable (class 22), too long for it (54), against a check. */
function isRefusedData(fault: unknown): boolean {
  return fault instanceof pg.DatabaseError && /^(22|54|23514$)/.test(fault.code ?? '');
}

function typeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'Error';
  const { code } = fault as { code?: unknown };
  return typeof code === 'string' ? code : fault.name;
}
