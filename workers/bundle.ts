import { renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { WORKFLOW_BUNDLE, WORKFLOWS } from './bundle-paths.js';

const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(WORKFLOWS),
  logger: new DefaultLogger('WARN'),
});

// Whole or not at all: a worker may be starting.
const draft = `${fileURLToPath(WORKFLOW_BUNDLE)}.${process.pid}`;
writeFileSync(draft, code);
renameSync(draft, WORKFLOW_BUNDLE);
