/** What queries and mutations took lately. */
export interface OperationStats {
  /** In milliseconds; null without any. */
  readonly latencyP50: number | null;
  readonly latencyP99: number | null;
  /** Errors that clients were shown, a second. */
  readonly errorRate: number;
}

/** In seconds. */
const WINDOW = 30;
/** Each step of latency is so many times the one before: a percentile is at most a tenth too high. */
const STEP = 1.1;
/** Up to two minutes. */
const STEPS = Math.ceil(Math.log(120_000) / Math.log(STEP));

interface Second {
  readonly at: number;
  readonly latencies: Uint32Array;
  errors: number;
}

/** The latencies and errors of the last 30 seconds, counted by second and step, so that it takes the same room under any load. */
export class RecentOperations {
  #seconds: Second[] = [];

  /** @param milliseconds from the operation until its answer */
  count(milliseconds: number, now: number = performance.now()): void {
    const step = Math.ceil(Math.log(Math.max(1, milliseconds)) / Math.log(STEP));
    const { latencies } = this.#second(now);
    const index = Math.min(step, STEPS - 1);
    latencies[index] = (latencies[index] ?? 0) + 1;
  }

  countError(now: number = performance.now()): void {
    this.#second(now).errors += 1;
  }

  read(now: number = performance.now()): OperationStats {
    this.#forget(now);
    const counts = Array.from({ length: STEPS }, (_, step) =>
      this.#seconds.reduce((sum, { latencies }) => sum + (latencies[step] ?? 0), 0),
    );
    return {
      latencyP50: percentile(counts, 0.5),
      latencyP99: percentile(counts, 0.99),
      errorRate: this.#seconds.reduce((sum, { errors }) => sum + errors, 0) / WINDOW,
    };
  }

  #second(now: number): Second {
    const at = Math.floor(now / 1_000);
    const newest = this.#seconds.at(-1);
    if (newest?.at === at) return newest;
    this.#forget(now);
    const second = { at, latencies: new Uint32Array(STEPS), errors: 0 };
    this.#seconds.push(second);
    return second;
  }

  #forget(now: number): void {
    this.#seconds = this.#seconds.filter(({ at }) => at > now / 1_000 - WINDOW);
  }
}

function percentile(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let below = 0;
  const step = counts.findIndex((count) => {
    below += count;
    return below >= share * total;
  });
  return Math.round(STEP ** step);
}
