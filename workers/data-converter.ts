import type { DataConverter } from '@temporalio/common';
import type { PayloadEncryption } from '../runtime/temporal/payload-encryption.js';
import { failureConverterPath, payloadConverterPath } from './bundle-paths.js';

/** How a worker reads and writes what the Temporal Service keeps. */
export function dataConverterOf(encryption: PayloadEncryption): DataConverter {
  return {
    payloadConverterPath,
    payloadCodecs: [encryption],
    // Without encryption, failures stay texts, for whoever looks at them with Temporal's own tools.
    ...(encryption.isOn && { failureConverterPath }),
  };
}
