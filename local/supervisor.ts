import { setTimeout as sleep } from 'node:timers/promises';
import { pauseAfter } from '../runtime/retry/backoff.js';

/** Anything that was started, may end by itself and can be stopped. */
export interface Supervised {
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

const backoff = { first: 500, longest: 30_000 };
/** What has run this long counts as sound again. */
const soundAfter = 60_000;

/** Keeps what it is given running until it is told to stop. */
export class Supervisor {
  readonly #running = new Map<string, Supervised>();
  readonly #say: (line: string) => void;
  #stopping = false;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /**
   * Starts something, waits until it is usable and, whenever it ends by itself from then on, starts it again.
   * Fails when the first start does.
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

  /** Stops all of it at once, and starts none again. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#running.values()].map((each) => each.stop()));
  }

  async #start<Started extends Supervised>(name: string, start: () => Promise<Started>): Promise<Started> {
    const started = await start();
    this.#running.set(name, started);
    // It was asked to stop while this one was starting.
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
