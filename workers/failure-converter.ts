import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Messages and stacks of failures as payloads, so that they are encrypted like all others. The name is the one under
 * which the SDK looks for it.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
