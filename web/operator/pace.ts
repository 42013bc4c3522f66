const measured = 10_000;

/** How many actions are due at a rate after the elapsed time, however rarely `due` is called. Times in milliseconds. */
export class Pace {
  #due = 0;
  #asked: number;
  readonly #started: number;
  #done: readonly number[] = [];

  constructor(now: number) {
    this.#asked = now;
    this.#started = now;
  }

  /** How many are due now. A backlog of more than a second is dropped: the rate is an upper limit. */
  due(rate: number, now: number): number {
    this.#due = Math.min(this.#due + (rate * (now - this.#asked)) / 1_000, Math.max(1, rate));
    this.#asked = now;
    return Math.floor(this.#due);
  }

  /** Counts one as done. */
  done(now: number): void {
    this.#due -= 1;
    this.#done = [...this.#done, now];
  }

  /** The rate over the last ten seconds. */
  actual(now: number): number {
    this.#done = this.#done.filter((at) => at > now - measured);
    return this.#done.length / (Math.min(measured, Math.max(1_000, now - this.#started)) / 1_000);
  }
}
