import { renameSync, writeFileSync } from 'node:fs';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { interceptorsPath, payloadConverterPath, workflowBundlePath, workflowsPath } from './bundle-paths.js';

const { code } = await bundleWorkflowCode({
  workflowsPath,
  payloadConverterPath,
  workflowInterceptorModules: [interceptorsPath],
  logger: new DefaultLogger('WARN'),
});

// Whole or not at all: a worker may be starting.
const draft = `${workflowBundlePath}.${process.pid}`;
writeFileSync(draft, code);
renameSync(draft, workflowBundlePath);
