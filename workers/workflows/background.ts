/**
 * The steps of an order that are under way: it waits for all of them before it closes or continues as new.
 * An error that no step handles stays unhandled on purpose: it fails the workflow task and not the order, which
 * goes on once the code is fixed.
 */
export class Background {
  #running = 0;

  get isIdle(): boolean {
    return this.#running === 0;
  }

  run(step: () => Promise<void>): void {
    this.#running++;
    void step().finally(() => this.#running--);
  }
}
