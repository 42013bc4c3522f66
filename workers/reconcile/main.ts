import { Client } from '@temporalio/client';
import { describeStartError } from '../../runtime/errors/describe-start-error.js';
import { readSettings } from '../../runtime/settings/read-settings.js';
import { PayloadEncryption } from '../../runtime/temporal/payload-encryption.js';
import { connectClient } from '../connect-client.js';
import { connectDatabase } from '../database.js';
import { reconcile } from './reconcile.js';

const REPAIR = '--repair';

/** `npm run reconcile`: reports differences between workflows, read model, payments, bookings and stock. */
try {
  const args = process.argv.slice(2);
  const repairs = args.includes(REPAIR);
  const settings = readSettings(
    'worker',
    process.env,
    args.filter((argument) => argument !== REPAIR),
  );
  const { temporal, DATABASE_URL, ENCRYPTION_KEYS: keys = [] } = settings;
  const connection = await connectClient(temporal);
  const client = new Client({
    connection,
    namespace: temporal.namespace ?? 'default',
    dataConverter: { payloadCodecs: [new PayloadEncryption(keys)] },
  });
  const database = connectDatabase(DATABASE_URL, 2);
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
} catch (failure) {
  console.error(describeStartError(failure));
  process.exitCode = 2;
}
