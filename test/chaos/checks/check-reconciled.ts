import type { Client } from '@temporalio/client';
import { connectDatabase } from '../../../workers/database.js';
import { reconcile } from '../../../workers/reconcile/reconcile.js';

/** Whatever `npm run reconcile` finds to differ. */
export async function checkReconciled(client: Client, databaseUrl: string): Promise<readonly string[]> {
  const findings: string[] = [];
  const database = connectDatabase(databaseUrl, 2);
  try {
    await reconcile({
      client,
      database,
      repairs: false,
      tell: ({ of, says }) => findings.push(`npm run reconcile says of ${of}: ${says}`),
    });
  } finally {
    await database.close();
  }
  return findings;
}
