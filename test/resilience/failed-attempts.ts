import { scrape, sumOf } from '../monitoring/scrape.js';

const EACH_MS = 1_000;

/** Counts the failed attempts of activities in workers, second by second. */
export class FailedAttempts implements Disposable {
  readonly #urls: readonly string[];
  readonly #timer: NodeJS.Timeout;
  readonly #last = new Map<string, number>();
  readonly #since = performance.now();
  readonly #rates: { readonly at: number; readonly perSecond: number }[] = [];
  #looked = performance.now();
  #total = 0;

  /** @param urls the metrics of each worker */
  constructor(urls: readonly string[]) {
    this.#urls = urls;
    this.#timer = setInterval(() => void this.#look(), EACH_MS);
  }

  /** The most in one second, counted from this many milliseconds after the start. */
  peakFrom(milliseconds: number): number {
    const rates = this.#rates.filter(({ at }) => at >= milliseconds).map(({ perSecond }) => perSecond);
    return Math.round(Math.max(0, ...rates));
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
      // A worker that is down makes no attempts.
      const samples = await scrape(url).catch(() => []);
      const failed = sumOf(samples, 'temporal_activity_execution_failed_total');
      now += Math.max(0, failed - (this.#last.get(url) ?? 0));
      this.#last.set(url, failed);
    }
    // On a busy machine the pause is longer.
    const at = performance.now();
    this.#rates.push({ at: at - this.#since, perSecond: (now * 1_000) / (at - this.#looked) });
    this.#looked = at;
    this.#total += now;
  }
}
