import { setTimeout as sleep } from 'node:timers/promises';
import { pauseAfter } from '../../../runtime/retry/backoff.js';
import type { Log } from '../../errors/log.js';

const backoff = { first: 100, longest: 2_000 };

/** A repeated read: one at a time, and retried until it succeeds. */
export class PersistentRead {
  readonly #what: string;
  readonly #read: () => Promise<void>;
  readonly #log: Log;
  readonly #closing = new AbortController();
  #isAsked = false;
  #isRunning = false;

  /** @param what is read, for the log */
  constructor(what: string, read: () => Promise<void>, log: Log) {
    this.#what = what;
    this.#read = read;
    this.#log = log;
  }

  /** Reads now, or once more after the read under way, which may have begun too early. */
  request(): void {
    this.#isAsked = true;
    if (this.#isRunning || this.#closing.signal.aborted) return;
    this.#isRunning = true;
    void this.#run();
  }

  close(): void {
    this.#closing.abort();
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    let attempts = 0;
    while (this.#isAsked && !signal.aborted) {
      this.#isAsked = false;
      try {
        await this.#read();
        if (attempts > 0) this.#log.info({ attempts }, `The feed reads ${this.#what} again`);
        attempts = 0;
      } catch (error) {
        if (signal.aborted) break;
        if (attempts === 0) this.#log.warn({ reason: String(error) }, `The feed cannot read ${this.#what}`);
        this.#isAsked = true;
        attempts += 1;
        await sleep(pauseAfter(attempts, backoff), undefined, { signal }).catch(() => {});
      }
    }
    this.#isRunning = false;
  }
}
