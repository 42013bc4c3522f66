import type { DataConverter } from '@temporalio/common';
import type { PayloadEncryption } from '../runtime/temporal/payload-encryption.js';
import { failureConverterPath, payloadConverterPath } from './bundle-paths.js';

/** How a worker decodes and encodes payloads. */
export function dataConverterOf(encryption: PayloadEncryption): DataConverter {
  return {
    payloadConverterPath,
    payloadCodecs: [encryption],
    // Without encryption, failures stay readable in Temporal's own tools.
    ...(encryption.isOn && { failureConverterPath }),
  };
}
