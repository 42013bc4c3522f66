import type { Log } from '../../errors/log.js';
import type { AdjustedProduct } from '../../store/read-adjusted-products.js';
import { PushStream } from '../streams/push-stream.js';
import { PersistentRead } from './persistent-read.js';

/** A stream of products with room for the latest state of each. */
export class StockStream extends PushStream<AdjustedProduct> {
  readonly #waiting = new Map<string, AdjustedProduct>();

  push(product: AdjustedProduct): void {
    this.#waiting.set(product.sku, product);
    this.wake();
  }

  protected override take(): AdjustedProduct | undefined {
    for (const [sku, product] of this.#waiting) {
      this.#waiting.delete(sku);
      return product;
    }
    return undefined;
  }
}

export interface StockSource {
  readProducts(skus: readonly string[]): Promise<readonly AdjustedProduct[]>;
  /** The SKUs whose stock was adjusted within this time. */
  readAdjusted(milliseconds: number): Promise<readonly string[]>;
}

/** Who follows the adjustments of stock: one read for all adjustments of a moment, and for all followers. */
export class StockHub {
  readonly #source: StockSource;
  readonly #streams = new Set<StockStream>();
  readonly #reading: PersistentRead;
  readonly #adjusted = new Set<string>();
  /** Since when adjustments may have been missed, by `performance.now()`; null: none. */
  #missedSince: number | null = null;

  constructor(source: StockSource, log: Log) {
    this.#source = source;
    this.#reading = new PersistentRead('the stock', () => this.#read(), log);
  }

  follow(stream: StockStream): () => void {
    this.#streams.add(stream);
    return () => this.#streams.delete(stream);
  }

  announce(sku: string): void {
    if (this.#streams.size === 0) return;
    this.#adjusted.add(sku);
    this.#reading.request();
  }

  /** Adjustments since then may have been missed: reads and sends them. */
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
      this.#adjusted.clear();
      this.#missedSince = null;
      return;
    }
    const missedSince = this.#missedSince;
    if (missedSince !== null) {
      const skus = await this.#source.readAdjusted(performance.now() - missedSince);
      if (this.#missedSince === missedSince) this.#missedSince = null;
      for (const sku of skus) this.#adjusted.add(sku);
    }
    const skus = [...this.#adjusted];
    if (skus.length === 0) return;
    this.#adjusted.clear();
    const products = await this.#source.readProducts(skus).catch((error: unknown) => {
      for (const sku of skus) this.#adjusted.add(sku);
      throw error;
    });
    for (const product of products) for (const stream of this.#streams) stream.push(product);
  }
}
