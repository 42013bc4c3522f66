import type { LatestStream } from '../streams/latest-stream.js';
import type { StatsSource, StatsValue } from './stats-source.js';

const EVERY = 1_000;

/** Reads the stats once a second for all watchers, and not at all without any. */
export class StatsTicker {
  readonly #source: StatsSource;
  readonly #streams = new Set<LatestStream<StatsValue>>();
  #timer: NodeJS.Timeout | undefined;
  #reading = false;
  /** The stats sent last; null after a failed read. */
  #latest: StatsValue | null = null;

  constructor(source: StatsSource) {
    this.#source = source;
  }

  follow(stream: LatestStream<StatsValue>): () => void {
    this.#streams.add(stream);
    if (this.#latest) stream.push(this.#latest);
    if (!this.#timer) {
      this.#timer = setInterval(() => this.#tick(), EVERY);
      this.#tick();
    }
    return () => {
      this.#streams.delete(stream);
      if (this.#streams.size === 0) this.close();
    };
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#latest = null;
  }

  #tick(): void {
    // A reading that takes longer than a second serves the next second too.
    if (this.#reading) return;
    this.#reading = true;
    this.#source
      .current()
      .then((stats) => {
        if (this.#timer) this.#latest = stats;
        for (const stream of this.#streams) stream.push(stats);
      })
      // What cannot be read now is left out: the next second tries again.
      .catch(() => {
        this.#latest = null;
      })
      .finally(() => {
        this.#reading = false;
      });
  }
}
