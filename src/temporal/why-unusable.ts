import type { Client } from '@temporalio/client';
import { reasonOf } from '../../runtime/errors/reason-of.js';
import type { TemporalConfig } from '../../runtime/temporal/temporal-config.js';
import { whyUnreachable } from '../../runtime/temporal/why-unreachable.js';

/** Why the API cannot use its namespace of Temporal, in words that name what to change; null if it can. */
export async function whyUnusable(client: Client, config: TemporalConfig): Promise<string | null> {
  const reason = await whyUnreachable(config);
  if (reason !== null) return reason;
  const { namespace } = client.options;
  return client.connection.workflowService.describeNamespace({ namespace }).then(() => null, reasonOf);
}
