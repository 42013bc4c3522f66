import vm from 'node:vm';
import workerThreads from 'node:worker_threads';
import type { BaseVMWorkflow, GlobalHandlers } from '@temporalio/worker/lib/workflow/vm-shared.js';
import { StartError } from '../runtime/errors/start-error.js';

/**
 * This file, loaded first in a workflow thread of the SDK, leaves out what takes most of such a thread's time and no option
 * turns off: the stack traces of promises, and all but one of the watchdogs of an activation.
 */
if (!workerThreads.isMainThread) await makeLean();

/** Makes the workflow threads that `create` starts lean; throws if the SDK no longer works this way. */
export async function withLeanWorkflowThreads<Created>(create: () => Promise<Created>): Promise<Created> {
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

async function makeLean(): Promise<void> {
  const shared = await import('@temporalio/worker/lib/workflow/vm-shared.js');
  leaveOutStacks(shared.globalHandlers);
  watchWholeActivations(shared.BaseVMWorkflow.prototype);
}

/**
 * The SDK records a stack trace of every promise, for the "Call Stack" of Temporal's web UI. It installs its hooks unless they
 * are installed already, so they are marked as installed. (Do not replace `v8.promiseHooks` instead: with the hooks half
 * installed, orders hang when a timer fires.)
 */
function leaveOutStacks(hooks: GlobalHandlers | undefined): void {
  if (hooks?.installed !== false) throw sdkChanged('its hooks are not where they were');
  hooks.installed = true;
  hooks.install();
  if (hooks.promiseHookInstalled) throw sdkChanged('it installs its hooks all the same');
}

/**
 * The SDK stops runaway workflow code with a watchdog, a thread of its own, for each of the calls into the workflow that an
 * activation consists of. One around the whole activation stops it as well. Calls outside of activations keep theirs.
 */
function watchWholeActivations(workflows: BaseVMWorkflow): void {
  const { activate } = workflows;
  if (activate === undefined) throw sdkChanged('it activates workflows elsewhere');
  const { runInContext } = vm.Script.prototype;
  const scope = vm.createContext({});
  const run = new vm.Script('run()');
  let timeout: number | undefined;
  let isWatched = false;

  vm.Script.prototype.runInContext = function (context, options) {
    if (isWatched) return runInContext.call(this, context, { ...options, timeout: undefined });
    timeout = options?.timeout ?? timeout;
    return runInContext.call(this, context, options);
  };

  workflows.activate = function (this: Activated, activation) {
    scope.run = () => activate.call(this, activation);
    isWatched = true;
    try {
      return runInContext.call(run, scope, { timeout });
    } catch (error) {
      // What the SDK answers when a call throws.
      const { info, errorToFailure } = this.activator;
      const failure = errorToFailure.call(this.activator, error);
      return Promise.resolve({ runId: info.runId, failed: { failure } });
    } finally {
      isWatched = false;
    }
  };
}

type Activated = BaseVMWorkflow & { readonly activator: BaseVMWorkflow['activator'] };

function sdkChanged(how: string): StartError {
  return new StartError(
    `This version of the Temporal SDK does not let workflows run in lean threads (${how}): set WORKFLOW_STACKS=true, and mend workers/workflow-threads.ts.`,
  );
}
