import { parseArgs } from 'node:util';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { describeStartError } from '../../runtime/errors/describe-start-error.js';
import { StartError } from '../../runtime/errors/start-error.js';
import { readSettings } from '../../runtime/settings/read-settings.js';
import type { TemporalConfig } from '../../runtime/temporal/temporal-config.js';
import { timeProblem } from '../../schema/domain/time.js';
import { checkDatabase } from '../check-database.js';
import { connectClient } from '../connect-client.js';
import { connectDatabase } from '../database.js';
import { archiveOrders } from './archive-orders.js';

const DAY_MS = 86_400_000;

/** `npm run archive -- --closed-before DATE`: moves old orders out of the tables that everything reads and writes. */
try {
  const { values } = parseArgs({ options: { 'closed-before': { type: 'string' } } });
  const { temporal, DATABASE_URL } = readSettings('worker', process.env);
  const closedBefore = momentOf(values['closed-before'] ?? '');
  if (closedBefore === null)
    throw new StartError(
      '--closed-before must be a date, such as 2026-01-31, or an RFC 3339 time, such as 2026-01-31T18:00:00Z: orders closed before it are archived.',
    );
  const latest = await latestMoment(temporal);
  if (closedBefore > latest)
    throw new StartError(
      `Temporal still keeps orders closed since then, and shows them: --closed-before may be ${latest.toISOString()} at the latest.`,
    );
  const database = connectDatabase(DATABASE_URL, 1);
  await checkDatabase(database, DATABASE_URL);
  const tell = (archived: number) => archived % 10_000 === 0 && console.log(`${archived} orders archived …`);
  const archived = await archiveOrders({ database, closedBefore, tell });
  console.log(`${archived} orders archived`);
  await database.close();
} catch (error) {
  console.error(describeStartError(error));
  process.exitCode = 1;
}

/** A day begins in UTC. */
function momentOf(text: string): Date | null {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  return timeProblem(time) === null ? new Date(time) : null;
}

/** Temporal forgets what closed before its retention, some time later: a day is ample. */
async function latestMoment(temporal: TemporalConfig): Promise<Date> {
  const connection = await connectClient(temporal);
  const { config } = await connection.workflowService.describeNamespace({ namespace: temporal.namespace });
  await connection.close();
  return new Date(Date.now() - tsToMs(config?.workflowExecutionRetentionTtl) - DAY_MS);
}
