/** Limits how much of something is held at a time. */
export class Allowance {
  readonly limit: number;
  readonly #shared: Allowance | undefined;
  #held = 0;

  /** @param shared an allowance of several, out of which this one takes too */
  constructor(limit: number, shared?: Allowance) {
    this.limit = limit;
    this.#shared = shared;
  }

  get held(): number {
    return this.#held;
  }

  /** Takes the amount and returns true; takes nothing and returns false when that exceeds the limit. */
  take(amount = 1): boolean {
    if (this.#held + amount > this.limit || this.#shared?.take(amount) === false) return false;
    this.#held += amount;
    return true;
  }

  give(amount = 1): void {
    this.#held -= amount;
    this.#shared?.give(amount);
  }
}
