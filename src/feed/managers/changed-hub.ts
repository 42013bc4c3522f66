import type { Log } from '../../errors/log.js';
import { PushStream } from '../streams/push-stream.js';
import { PersistentRead } from './persistent-read.js';

/** A stream with room for the latest state of each thing. */
export class ChangedStream<Row> extends PushStream<Row> {
  readonly #waiting = new Map<string, Row>();

  push(key: string, row: Row): void {
    this.#waiting.set(key, row);
    this.wake();
  }

  protected override take(): Row | undefined {
    for (const [key, row] of this.#waiting) {
      this.#waiting.delete(key);
      return row;
    }
    return undefined;
  }
}

export interface ChangedSource<Row> {
  /** For the log. */
  readonly name: string;
  keyOf(row: Row): string;
  read(keys: readonly string[]): Promise<readonly Row[]>;
  /** The keys of what changed within this time. */
  readChanged(milliseconds: number): Promise<readonly string[]>;
}

/** Who follows what managers change of one kind: one read for all changes of a moment, and for all followers. */
export class ChangedHub<Row> {
  readonly #source: ChangedSource<Row>;
  readonly #streams = new Set<ChangedStream<Row>>();
  readonly #reading: PersistentRead;
  readonly #changed = new Set<string>();
  /** Since when changes may have been missed, by `performance.now()`; null: none. */
  #missedSince: number | null = null;

  constructor(source: ChangedSource<Row>, log: Log) {
    this.#source = source;
    this.#reading = new PersistentRead(source.name, () => this.#read(), log);
  }

  follow(stream: ChangedStream<Row>): () => void {
    this.#streams.add(stream);
    return () => this.#streams.delete(stream);
  }

  announce(key: string): void {
    if (this.#streams.size === 0) return;
    this.#changed.add(key);
    this.#reading.request();
  }

  /** Changes since then may have been missed: reads and sends them. */
  resync(heardAt: number): void {
    if (this.#streams.size === 0) return;
    this.#missedSince = Math.min(this.#missedSince ?? heardAt, heardAt);
    this.#reading.request();
  }

  close(): void {
    this.#reading.close();
  }

  async #read(): Promise<void> {
    if (this.#streams.size === 0) {
      this.#changed.clear();
      this.#missedSince = null;
      return;
    }
    const missedSince = this.#missedSince;
    if (missedSince !== null) {
      const keys = await this.#source.readChanged(performance.now() - missedSince);
      if (this.#missedSince === missedSince) this.#missedSince = null;
      for (const key of keys) this.#changed.add(key);
    }
    const keys = [...this.#changed];
    if (keys.length === 0) return;
    this.#changed.clear();
    const rows = await this.#source.read(keys).catch((error: unknown) => {
      for (const key of keys) this.#changed.add(key);
      throw error;
    });
    for (const row of rows) for (const stream of this.#streams) stream.push(this.#source.keyOf(row), row);
  }
}
