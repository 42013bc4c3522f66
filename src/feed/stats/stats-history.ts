import type { StatsSource, StatsValue } from './stats-source.js';

/** How far it goes back, in milliseconds. */
const LENGTH = 15 * 60_000;
/** Of what watchers cause to be read, one is kept in so many milliseconds. */
const KEPT_EVERY = 5_000;
/** Without watchers: too rarely to keep an idle machine busy. */
const READ_EVERY = 30_000;

export const MAX_HISTORY = LENGTH / KEPT_EVERY;

/** Remembers the stats of the last 15 minutes, for whoever begins to watch. */
export class StatsHistory implements StatsSource {
  readonly #source: StatsSource;
  readonly #timer: NodeJS.Timeout;
  #kept: readonly StatsValue[] = [];

  constructor(source: StatsSource) {
    this.#source = source;
    // What cannot be read is left out.
    const keep = () => void this.current().catch(() => {});
    this.#timer = setInterval(keep, READ_EVERY);
    this.#timer.unref();
    keep();
  }

  async current(): Promise<StatsValue> {
    const stats = await this.#source.current();
    this.#keep(stats);
    return stats;
  }

  /** Oldest first. */
  read(): readonly StatsValue[] {
    return this.#kept;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #keep(stats: StatsValue): void {
    const at = Date.parse(stats.at);
    const newest = this.#kept.at(-1);
    if (newest !== undefined && at - Date.parse(newest.at) < KEPT_EVERY) return;
    const recent = this.#kept.filter((each) => at - Date.parse(each.at) < LENGTH);
    this.#kept = [...recent, stats].slice(-MAX_HISTORY);
  }
}
