const KEPT = 500;

/** What a simulation has done so far. */
export class Tally {
  #placed = 0;
  #delivered = 0;
  #failed = 0;
  #lastProblem: string | null = null;
  #times: number[] = [];

  placed(milliseconds: number): void {
    this.#placed += 1;
    this.#times = [...this.#times.slice(1 - KEPT), milliseconds];
  }

  delivered(): void {
    this.#delivered += 1;
  }

  fail(problem: string): void {
    this.#failed += 1;
    this.#lastProblem = problem;
  }

  get orders(): number {
    return this.#placed;
  }

  /** Whether as many parcels have arrived or failed as orders were placed: an order has at least one. */
  get isAllDelivered(): boolean {
    return this.#delivered + this.#failed >= this.#placed;
  }

  /** One line: the requested rate, the actual rate, and the counts. */
  describe(wanted: number, seconds: number): string {
    const actual = seconds > 0 ? this.#placed / seconds : 0;
    const sorted = this.#times.toSorted((first, second) => first - second);
    const median = sorted[Math.floor(sorted.length / 2)];
    return [
      `${seconds.toFixed(0).padStart(4)} s`,
      `wanted ${wanted}/s, placed ${actual.toFixed(1)}/s`,
      `${this.#placed} orders`,
      `${this.#delivered} parcels delivered`,
      `${this.#failed} failed${this.#lastProblem === null ? '' : ` (last: ${this.#lastProblem})`}`,
      median === undefined ? 'no answer yet' : `median answer ${median.toFixed(0)} ms`,
    ].join(' | ');
  }
}
