import type { ConnectionOptions } from '@temporalio/client';

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];

/** How long a call may take with its retries, in milliseconds; `DEADLINE` for all others. */
const deadlines: Readonly<Record<string, number>> = {
  GetWorkflowExecutionHistory: 800,
  DescribeNamespace: 1_500,
};

const DEADLINE = 2_000;

/**
 * Gives every call its deadline. The SDK's own way, an AsyncLocalStorage around the call, makes Node track every promise of
 * the process, which costs more than the calls themselves.
 */
export const withDeadline: Interceptor = (options, next) => {
  const method = options.method_definition.path.split('/').at(-1) ?? '';
  const deadline = Date.now() + (deadlines[method] ?? DEADLINE);
  return next({ ...options, deadline }) as ReturnType<Interceptor>;
};
