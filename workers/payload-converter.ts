import type { Payload } from '@temporalio/common';
import { DefaultPayloadConverter } from '@temporalio/common';

/**
 * What a payload that cannot be read is taken for. It is no object, so every reader of an input or a signal
 * refuses it as such; a converter that throws would fail the workflow task for ever.
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

/** The name under which the SDK looks for it. */
export const payloadConverter = new TolerantPayloadConverter();
