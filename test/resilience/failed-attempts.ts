import { scrape, sumOf } from '../monitoring/scrape.js';

const EACH_MS = 1_000;

/** Counts, second by second, the attempts of activities that fail in workers. */
export class FailedAttempts implements Disposable {
  readonly #urls: readonly string[];
  readonly #timer: NodeJS.Timeout;
  readonly #last = new Map<string, number>();
  #peak = 0;
  #total = 0;

  /** @param urls the metrics of each worker */
  constructor(urls: readonly string[]) {
    this.#urls = urls;
    this.#timer = setInterval(() => void this.#look(), EACH_MS);
  }

  get peak(): number {
    return this.#peak;
  }

  get total(): number {
    return this.#total;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    let now = 0;
    for (const url of this.#urls) {
      // One that is down has no attempts.
      const samples = await scrape(url).catch(() => []);
      const failed = sumOf(samples, 'temporal_activity_execution_failed_total');
      now += Math.max(0, failed - (this.#last.get(url) ?? 0));
      this.#last.set(url, failed);
    }
    this.#total += now;
    this.#peak = Math.max(this.#peak, now);
  }
}
