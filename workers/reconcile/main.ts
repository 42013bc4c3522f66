import { parseArgs } from 'node:util';
import { Client } from '@temporalio/client';
import { describeStartError } from '../../runtime/errors/describe-start-error.js';
import { readSettings } from '../../runtime/settings/read-settings.js';
import { PayloadEncryption } from '../../runtime/temporal/payload-encryption.js';
import { checkDatabase } from '../check-database.js';
import { connectClient } from '../connect-client.js';
import { connectDatabase } from '../database.js';
import { reconcile } from './reconcile.js';

/** `npm run reconcile`: reports differences between workflows, read model, payments, bookings and stock. */
try {
  const { repair: repairs = false } = parseArgs({ options: { repair: { type: 'boolean' } } }).values;
  const { temporal, DATABASE_URL, ENCRYPTION_KEYS: keys = [] } = readSettings('worker', process.env);
  const connection = await connectClient(temporal);
  const client = new Client({
    connection,
    namespace: temporal.namespace,
    dataConverter: { payloadCodecs: [new PayloadEncryption(keys)] },
  });
  const database = connectDatabase(DATABASE_URL, 2);
  await checkDatabase(database, DATABASE_URL);
  const left: string[] = [];
  const orders = await reconcile({
    client,
    database,
    repairs,
    tell: ({ of, says, repair }) => {
      const isMended = repairs && repair !== 'NONE';
      if (!isMended) left.push(of);
      console.log(`${of}: ${says}${isMended ? ' (repaired)' : ''}`);
    },
  });
  console.log(`${orders} orders compared, ${left.length} differences left`);
  process.exitCode = left.length === 0 ? 0 : 1;
  await Promise.all([database.close(), connection.close()]);
} catch (error) {
  console.error(describeStartError(error));
  process.exitCode = 2;
}
