import type DataLoader from 'dataloader';
import type { ProductRow } from './read-products.js';

/** How many SKUs are remembered: more than most catalogues have. */
const MAX_REMEMBERED = 20_000;

/**
 * Which SKUs the catalogue has, for those who place orders. Products do not leave it: one that was found is remembered,
 * so that most orders ask the database for nothing.
 */
export class Catalogue {
  readonly #found = new Set<string>();
  readonly #products: DataLoader<string, ProductRow | null>;

  constructor(products: DataLoader<string, ProductRow | null>) {
    this.#products = products;
  }

  /**
   * Those of these SKUs that no product has.
   * @throws what the database throws: whoever asks decides how long to wait for it, and what to do without it
   */
  async unknownSkus(skus: readonly string[]): Promise<readonly string[]> {
    const asked = skus.filter((sku) => !this.#found.has(sku));
    const products = await Promise.all(asked.map((sku) => this.#products.load(sku)));
    if (this.#found.size > MAX_REMEMBERED) this.#found.clear();
    for (const product of products) if (product) this.#found.add(product.sku);
    return asked.filter((_, index) => products[index] === null);
  }
}
