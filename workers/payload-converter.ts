import type { Payload } from '@temporalio/common';
import { DefaultPayloadConverter } from '@temporalio/common';

/**
 * Replaces a payload that cannot be decoded. It is not an object, so every reader of an input or a signal refuses it;
 * a converter that throws would fail the workflow task forever.
 */
const UNREADABLE = '(unreadable)';

class TolerantPayloadConverter extends DefaultPayloadConverter {
  override fromPayload<Value>(payload: Payload): Value {
    try {
      return super.fromPayload<Value>(payload);
    } catch {
      return UNREADABLE as Value;
    }
  }
}

/** The SDK requires this name. */
export const payloadConverter = new TolerantPayloadConverter();
