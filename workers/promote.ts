import { setTimeout as sleep } from 'node:timers/promises';
import { status as statusCodes } from '@grpc/grpc-js';
import { describeStartError } from '../runtime/errors/describe-start-error.js';
import { StartError } from '../runtime/errors/start-error.js';
import { readSettings } from '../runtime/settings/read-settings.js';
import { connectClient } from './connect-client.js';
import { deploymentOf } from './versioning.js';

/** A new build's workers may still be starting. */
const PATIENCE_MS = 120_000;

/**
 * `npm run promote`: makes the build of WORKER_BUILD_ID the current one of its queues, once its workers poll. New and
 * running orders use it from then on. To roll back, promote the previous build.
 */
try {
  const settings = readSettings('worker', process.env, process.argv.slice(2));
  const { WORKER_BUILD_ID: buildId, temporal, '--queues': queues } = settings;
  if (buildId === undefined)
    throw new StartError('WORKER_BUILD_ID is not set: it says which build to promote.');
  const connection = await connectClient(temporal);
  const deadline = Date.now() + PATIENCE_MS;
  for (const queue of queues) {
    const deploymentName = deploymentOf(queue);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await connection.workflowService.setWorkerDeploymentCurrentVersion({
          namespace: temporal.namespace,
          deploymentName,
          buildId,
        });
        console.log(`${queue}: ${buildId} is current`);
        break;
      } catch (error) {
        const { code } = error as { readonly code?: number };
        const isAbsent = code === statusCodes.NOT_FOUND || code === statusCodes.FAILED_PRECONDITION;
        if (!isAbsent) throw error;
        if (Date.now() > deadline)
          throw new StartError(
            `No worker of build ${buildId} polls the queue ${queue}: ${(error as Error).message}`,
          );
        if (attempt === 1)
          console.log(`${queue}: waiting for a worker of build ${buildId}, at most two minutes`);
        await sleep(500);
      }
    }
  }
  await connection.close();
} catch (error) {
  console.error(describeStartError(error));
  process.exitCode = 1;
}
