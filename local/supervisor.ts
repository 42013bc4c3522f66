import { setTimeout as sleep } from 'node:timers/promises';
import { pauseAfter } from '../runtime/retry/backoff.js';

/** Anything that runs, may end on its own, and can be stopped. */
export interface Supervised {
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

const backoff = { first: 500, longest: 30_000 };
/** What has run this long counts as healthy again. */
const soundAfter = 60_000;

/** Starts things and keeps them running until it is stopped. */
export class Supervisor {
  readonly #running = new Map<string, Supervised>();
  readonly #say: (line: string) => void;
  #stopping = false;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /**
   * Starts something, waits until it is usable, and restarts it whenever it ends on its own.
   * Fails if the first start does.
   */
  async keep<Started extends Supervised>(
    name: string,
    start: () => Promise<Started>,
    untilUsable: (started: Started) => Promise<unknown> = async () => {},
  ): Promise<Started> {
    const started = await this.#start(name, start);
    await untilUsable(started);
    void this.#watch(name, start, started);
    return started;
  }

  /** Stops everything concurrently, and restarts nothing. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#running.values()].map((each) => each.stop()));
  }

  async #start<Started extends Supervised>(name: string, start: () => Promise<Started>): Promise<Started> {
    const started = await start();
    this.#running.set(name, started);
    // The supervisor was stopped during this start.
    if (this.#stopping) await started.stop();
    return started;
  }

  async #watch(name: string, start: () => Promise<Supervised>, first: Supervised): Promise<void> {
    let current = first;
    let ends = 0;
    for (;;) {
      const since = Date.now();
      const how = await current.ended;
      if (this.#stopping) return;
      if (Date.now() - since > soundAfter) ends = 0;
      this.#say(`${name} ended (${how}); it is started again`);
      for (;;) {
        ends += 1;
        await sleep(pauseAfter(ends, backoff));
        if (this.#stopping) return;
        try {
          current = await this.#start(name, start);
          break;
        } catch (error) {
          this.#say(`${name} could not be started: ${(error as Error).message}`);
        }
      }
    }
  }
}
