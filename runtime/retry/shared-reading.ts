/**
 * Reads on request, never twice at once: whoever asks meanwhile gets the same reading, and so does whoever asks soon after.
 * An error is not shared with later callers.
 *
 * @param freshFor how long a reading is shared once it is there, in milliseconds
 */
export function sharedReading<Value>(read: () => Promise<Value>, freshFor: number): () => Promise<Value> {
  let latest: { readonly value: Promise<Value>; freshUntil: number } | null = null;
  return () => {
    if (latest && performance.now() <= latest.freshUntil) return latest.value;
    const reading = { value: read(), freshUntil: Number.POSITIVE_INFINITY };
    latest = reading;
    reading.value.then(
      () => {
        reading.freshUntil = performance.now() + freshFor;
      },
      () => {
        latest = null;
      },
    );
    return reading.value;
  };
}
