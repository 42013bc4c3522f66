import type { OnDrop } from './push-stream.js';
import { PushStream } from './push-stream.js';

/** A stream with room for one value: a newer one replaces one that was not read yet. */
export class LatestStream<Value extends object> extends PushStream<Value> {
  readonly #onDrop: OnDrop;
  #latest: Value | undefined;

  constructor(attach: () => () => void, onDrop: OnDrop) {
    super(attach);
    this.#onDrop = onDrop;
  }

  push(value: Value): void {
    if (this.#latest !== undefined) this.#onDrop('state');
    this.#latest = value;
    this.wake();
  }

  protected override take(): Value | undefined {
    const value = this.#latest;
    this.#latest = undefined;
    return value;
  }
}
