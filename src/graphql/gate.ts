import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Tracing } from '../../runtime/tracing/tracing.js';
import type { Authenticate } from '../auth/authenticate.js';
import type { Caller } from '../auth/caller.js';
import type { CallerBudgets } from '../limits/caller-budgets.js';
import type { Documents } from '../limits/documents.js';
import type { Limits } from '../limits/limits.js';
import type { ApiMetrics, Transport } from '../metrics/api-metrics.js';
import type { RequestContext } from '../resolvers/context.js';

/** What operations pass and are executed with, the same for both transports. */
export interface Gate {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly limits: Limits;
  readonly budgets: CallerBudgets;
  readonly authenticate: Authenticate;
  readonly contextOf: (caller: Caller) => RequestContext;
  /** What a client is shown of an error, which is counted. */
  readonly formatError: (error: unknown, transport: Transport) => GraphQLFormattedError;
  readonly metrics: ApiMetrics;
  readonly tracing: Tracing;
}
