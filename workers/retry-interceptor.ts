import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';
import pg from 'pg';

const FIRST_DELAY_MS = 500;
const GROWTH = 1.8;
const LONGEST_DELAY_MS = 60_000;

/** How long to wait after this attempt: longer each time, and never in step with the others that failed alike. */
export function retryDelayMs(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(FIRST_DELAY_MS * GROWTH ** (attempt - 1), LONGEST_DELAY_MS);
  return Math.round(ceiling * (0.5 + random() / 2));
}

/** An address may hold a password, and what fails is written into the order's history. */
export function withoutSecrets(message: string): string {
  return message.replaceAll(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s@/]*@/gi, '$1***@');
}

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
    message: withoutSecrets(messageOf(fault)),
    type: typeOf(fault),
    nonRetryable: isRefusedData(fault),
    nextRetryDelay: retryDelayMs(attempt),
  });
  if (fault instanceof Error && fault.stack !== undefined) failure.stack = withoutSecrets(fault.stack);
  return failure;
}

/** PostgreSQL will never take these data: out of range or not storable (class 22), too long for it (54), against a check. */
function isRefusedData(fault: unknown): boolean {
  return fault instanceof pg.DatabaseError && /^(22|54|23514$)/.test(fault.code ?? '');
}

/** A refused connection to a name with several addresses has its reasons in a list and no message. */
function messageOf(fault: unknown): string {
  const [first] = fault instanceof AggregateError ? fault.errors : [fault];
  return first instanceof Error ? first.message || first.name : String(first);
}

function typeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'Error';
  const { code } = fault as { code?: unknown };
  return typeof code === 'string' ? code : fault.name;
}
