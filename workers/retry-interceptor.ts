import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';
import pg from 'pg';
import { reasonOf } from '../runtime/errors/reason-of.js';
import { withoutSecrets } from '../runtime/errors/without-secrets.js';
import { pauseAfter } from '../runtime/retry/backoff.js';

const backoff = { first: 500, longest: 60_000, growth: 1.8 };

/** Retries errors with backoff and jitter until an outage is over, except those that can never succeed. */
export class RetryInterceptor implements ActivityInboundCallsInterceptor {
  async execute(
    input: ActivityExecuteInput,
    next: Next<ActivityInboundCallsInterceptor, 'execute'>,
  ): Promise<unknown> {
    try {
      return await next(input);
    } catch (error) {
      if (error instanceof CancelledFailure) throw error;
      if (error instanceof ApplicationFailure && error.nonRetryable) throw error;
      throw failureOf(error, activityInfo().attempt);
    }
  }
}

/** The failure that is reported to Temporal. */
export function failureOf(error: unknown, attempt: number): ApplicationFailure {
  const failure = ApplicationFailure.create({
    message: reasonOf(error),
    type: typeOf(error),
    nonRetryable: isRefusedData(error),
    nextRetryDelay: pauseAfter(attempt, backoff),
  });
  if (error instanceof Error && error.stack !== undefined) failure.stack = withoutSecrets(error.stack);
  return failure;
}

/** PostgreSQL never accepts these data: invalid or out of range (class 22), too large (54), or violating a check. */
function isRefusedData(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(22|54|23514$)/.test(error.code ?? '');
}

function typeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : error.name;
}
