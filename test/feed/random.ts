import { createHash } from 'node:crypto';
import { expect, inject } from 'vitest';

/** A source of chance that runs the same way again with the same seed. */
export class Random {
  #state: number;

  constructor(seed: number = nextSeed()) {
    this.#state = seed;
  }

  /** From 0 up to, and without, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from');
    return item;
  }
}

let test: string | undefined;
let sources = 0;

/** Each source of a test has another seed, and the same one whenever the test runs with the seed of the run. */
function nextSeed(): number {
  const { currentTestName } = expect.getState();
  if (currentTestName !== test) sources = 0;
  test = currentTestName;
  sources += 1;
  return createHash('sha256')
    .update(`${inject('seed')} ${test} ${sources}`)
    .digest()
    .readInt32LE();
}
