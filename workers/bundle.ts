import { renameSync, writeFileSync } from 'node:fs';
import type { BundleOptions } from '@temporalio/worker';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import {
  encryptedWorkflowBundlePath,
  failureConverterPath,
  interceptorsPath,
  payloadConverterPath,
  workflowBundlePath,
  workflowsPath,
} from './bundle-paths.js';

const plain: BundleOptions = {
  workflowsPath,
  payloadConverterPath,
  workflowInterceptorModules: [interceptorsPath],
  logger: new DefaultLogger('WARN'),
};

// Workflow code cannot read settings, so the variant for encryption is a separate bundle.
await write(encryptedWorkflowBundlePath, { ...plain, failureConverterPath });
await write(workflowBundlePath, plain);

/** Writes atomically, because a worker may be starting. */
async function write(path: string, options: BundleOptions): Promise<void> {
  const { code } = await bundleWorkflowCode(options);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, code);
  renameSync(draft, path);
}
