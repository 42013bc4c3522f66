import workerThreads from 'node:worker_threads';
import { StartError } from '../runtime/errors/start-error.js';

/**
 * The SDK records a stack trace of every promise in a workflow, for the "Call Stack" of Temporal's web UI. That takes a third
 * of the workflow thread's time, and no option turns it off. The SDK installs its hooks in each of its threads unless they are
 * installed already, so this file, loaded first in such a thread, marks them as installed. (Do not replace `v8.promiseHooks`
 * instead: with the hooks half installed, orders hang when a timer fires.)
 */
if (!workerThreads.isMainThread) await leaveOutStacks();

/** Turns off stack traces in the workflow threads that `create` starts; throws if the SDK no longer works this way. */
export async function withoutWorkflowStacks<Created>(create: () => Promise<Created>): Promise<Created> {
  const { Worker } = workerThreads;
  let started = 0;
  workerThreads.Worker = class extends Worker {
    constructor(...[file, options]: ConstructorParameters<typeof Worker>) {
      super(file, { ...options, execArgv: [...process.execArgv, '--import', import.meta.url] });
      started += 1;
    }
  };
  try {
    const created = await create();
    if (started === 0) throw sdkChanged('it starts no threads');
    return created;
  } finally {
    workerThreads.Worker = Worker;
  }
}

async function leaveOutStacks(): Promise<void> {
  const { globalHandlers } = await import('@temporalio/worker/lib/workflow/vm-shared.js');
  if (globalHandlers?.installed !== false) throw sdkChanged('its hooks are not where they were');
  globalHandlers.installed = true;
  globalHandlers.install();
  if (globalHandlers.promiseHookInstalled) throw sdkChanged('it installs its hooks all the same');
}

function sdkChanged(how: string): StartError {
  return new StartError(
    `This version of the Temporal SDK does not let workflows run without stack traces (${how}): set WORKFLOW_STACKS=true, and mend workers/workflow-stacks.ts.`,
  );
}
