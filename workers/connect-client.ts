import { Connection } from '@temporalio/client';
import type { TemporalConfig } from '../runtime/temporal/temporal-config.js';
import { unreachableError } from '../runtime/temporal/why-unreachable.js';

/** Connects a script that runs once; throws a StartError that says why it cannot. */
export async function connectClient(temporal: TemporalConfig): Promise<Connection> {
  try {
    return await Connection.connect(temporal.connectionOptions);
  } catch (error) {
    throw await unreachableError(temporal, error);
  }
}
