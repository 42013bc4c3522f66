import type { ConnectionOptions } from '@temporalio/client';

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];

/** How long a call may take, its retries included, in milliseconds; two seconds for those that are not here. */
const deadlines: Readonly<Record<string, number>> = {
  GetWorkflowExecutionHistory: 800,
  DescribeNamespace: 1_500,
};

const DEADLINE = 2_000;

/**
 * Gives every call its deadline. The SDK's own way, an AsyncLocalStorage around the call, would have Node track
 * every promise of the process from then on, which costs more than the calls themselves.
 */
export const withDeadline: Interceptor = (options, next) => {
  const method = options.method_definition.path.split('/').at(-1) ?? '';
  const deadline = Date.now() + (deadlines[method] ?? DEADLINE);
  return next({ ...options, deadline }) as ReturnType<Interceptor>;
};
