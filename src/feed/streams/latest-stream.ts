import { PushStream } from './push-stream.js';

/** A stream with room for one value: a newer one replaces one that was not read yet. */
export class LatestStream<Value extends object> extends PushStream<Value> {
  #latest: Value | undefined;

  push(value: Value): void {
    this.#latest = value;
    this.wake();
  }

  protected override take(): Value | undefined {
    const value = this.#latest;
    this.#latest = undefined;
    return value;
  }
}
