import { within } from '../../../runtime/retry/time-limit.js';

/** How long (ms) a reading may take before the one before it is shown instead. */
const PATIENCE = 800;
/** How old (ms) that may be. */
const STILL_TRUE = 30_000;

/** Reads a part of the stats; where a reading takes long, as under load, the last one is shown, so that charts have no hole. */
export function patientReading<Value extends NonNullable<unknown>>(
  read: () => Promise<Value>,
): () => Promise<Value> {
  let reading: Promise<Value> | null = null;
  let last: { readonly value: Value; readonly at: number } | null = null;

  const begin = (): Promise<Value> => {
    const begun = read();
    begun.then(
      (value) => {
        last = { value, at: performance.now() };
        reading = null;
      },
      () => {
        reading = null;
      },
    );
    return begun;
  };

  return async () => {
    reading ??= begin();
    const known = last;
    if (known === null || performance.now() - known.at > STILL_TRUE) return reading;
    return (await within(PATIENCE, reading)) ?? known.value;
  };
}
