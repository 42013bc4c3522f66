import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { BareActivities } from './bare-activities.js';

// One process a task queue, as the real workers are; it tells its parent which order is booked.
const [taskQueue = 'orders', address = '', namespace = ''] = process.argv.slice(2);

const activities: BareActivities = {
  reserve: async () => undefined,
  charge: async () => undefined,
  book: async (orderId) => {
    process.send?.({ booked: orderId });
  },
};

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
const connection = await NativeConnection.connect({ address, grpcCompression: { codec: 'none' } });
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue,
  activities,
  ...(taskQueue === 'orders' && {
    workflowsPath: fileURLToPath(new URL('./bare-workflow.js', import.meta.url)),
  }),
});
process.once('disconnect', () => process.exit(0));
const running = worker.run();
process.send?.('ready');
await running;
