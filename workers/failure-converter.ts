import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Encodes messages and stacks of failures as payloads, so that they are encrypted. The SDK requires this name.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
