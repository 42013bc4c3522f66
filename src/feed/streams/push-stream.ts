import type { FeedStream } from './feed-stream.js';

/** Called with what a slow reader does not get: a state that a newer one replaced, changes that a RESYNC replaced. */
export type OnDrop = (what: 'state' | 'list') => void;

interface Reader<Value> {
  readonly resolve: (result: IteratorResult<Value, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

const DONE: IteratorResult<never, undefined> = { value: undefined, done: true };

/**
 * A stream that is pushed into. Its subclass decides what is kept until it is read: never a growing queue. It attaches to its
 * source with the first read, and detaches once, however it ends.
 */
export abstract class PushStream<Value> implements FeedStream<Value> {
  #attach: (() => () => void) | null;
  #detach: (() => void) | null = null;
  #reader: Reader<Value> | null = null;
  #ended = false;
  #error: { readonly error: unknown } | null = null;

  /** @param attach begins to push and returns how to stop; called with the first read */
  constructor(attach: () => () => void) {
    this.#attach = attach;
  }

  /** Takes out the next value; undefined when there is none. */
  protected abstract take(): Value | undefined;

  /** Called when there is something to take. */
  protected wake(): void {
    const reader = this.#reader;
    if (!reader) return;
    const value = this.take();
    if (value === undefined) return;
    this.#reader = null;
    reader.resolve({ value, done: false });
  }

  /** Nothing more will be pushed; what is there can still be read. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#leave();
    this.#reader?.resolve(DONE);
    this.#reader = null;
  }

  /** As `end`, but the reader gets the error after what is there. */
  fail(error: unknown): void {
    if (this.#ended) return;
    if (this.#reader) {
      this.#reader.reject(error);
      this.#reader = null;
    } else {
      this.#error = { error };
    }
    this.end();
  }

  next(): Promise<IteratorResult<Value, undefined>> {
    if (this.#attach && !this.#ended) {
      const attach = this.#attach;
      this.#attach = null;
      const detach = attach();
      if (this.#ended) detach();
      else this.#detach = detach;
    }
    const value = this.take();
    if (value !== undefined) return Promise.resolve({ value, done: false });
    if (this.#error) {
      const { error } = this.#error;
      this.#error = null;
      return Promise.reject(error);
    }
    if (this.#ended) return Promise.resolve(DONE);
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
  }

  return(): Promise<IteratorResult<Value, undefined>> {
    this.#error = null;
    while (this.take() !== undefined);
    this.end();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #leave(): void {
    this.#attach = null;
    this.#detach?.();
    this.#detach = null;
  }
}
