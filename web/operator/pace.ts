const measured = 10_000;

/** How many things are due at a rate, by the time that has passed, however seldom it is asked. Times in milliseconds. */
export class Pace {
  #due = 0;
  #asked: number;
  readonly #started: number;
  #done: readonly number[] = [];

  constructor(now: number) {
    this.#asked = now;
    this.#started = now;
  }

  /** How many are due now. What could not be done for a second is not made up for later: the rate is a ceiling. */
  due(rate: number, now: number): number {
    this.#due = Math.min(this.#due + (rate * (now - this.#asked)) / 1_000, Math.max(1, rate));
    this.#asked = now;
    return Math.floor(this.#due);
  }

  /** One of them was done. */
  done(now: number): void {
    this.#due -= 1;
    this.#done = [...this.#done, now];
  }

  /** How many were done a second, over the last ten. */
  actual(now: number): number {
    this.#done = this.#done.filter((at) => at > now - measured);
    return this.#done.length / (Math.min(measured, Math.max(1_000, now - this.#started)) / 1_000);
  }
}
