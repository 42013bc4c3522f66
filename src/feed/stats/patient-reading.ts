import { sharedReading } from '../../../runtime/retry/shared-reading.js';
import { within } from '../../../runtime/retry/time-limit.js';

/** How long (ms) a reading may take before the one before it is shown instead. */
const PATIENCE = 800;
/** How old (ms) that may be. */
const STILL_TRUE = 30_000;

/** Reads a part of the stats; where a reading takes long, as under load, the last one is shown, so that charts have no hole. */
export function patientReading<Value extends NonNullable<unknown>>(
  read: () => Promise<Value>,
): () => Promise<Value> {
  let last: { readonly value: Value; readonly at: number } | null = null;
  const reading = sharedReading(async () => {
    const value = await read();
    last = { value, at: performance.now() };
    return value;
  }, 0);
  return async () => {
    const known = last;
    const begun = reading();
    if (known === null || performance.now() - known.at > STILL_TRUE) return begun;
    return (await within(PATIENCE, begun)) ?? known.value;
  };
}
