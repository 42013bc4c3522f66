/** Limits how much of something is held at a time. */
export class Allowance {
  readonly limit: number;
  #held = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  get held(): number {
    return this.#held;
  }

  /** Takes the amount and returns true; takes nothing and returns false when that exceeds the limit. */
  take(amount = 1): boolean {
    if (this.#held + amount > this.limit) return false;
    this.#held += amount;
    return true;
  }

  give(amount = 1): void {
    this.#held -= amount;
  }
}
