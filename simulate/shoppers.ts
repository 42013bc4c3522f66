import { randomUUID } from 'node:crypto';
import type { Client } from './client.js';
import type { Tally } from './tally.js';

const PRODUCTS = '{ products(first: 100) { nodes { sku stock { available } } } }';

const CREATE = `mutation ($input: OrderCreateInput!) {
  orderCreate(input: $input) { userErrors { message } }
}`;

/** Products with fewer units than this are not ordered, so that the shop keeps something to sell. */
const ENOUGH = 50;

/** How long a reading of the stock is used. */
const STOCK_MS = 10_000;

interface Products {
  readonly products: {
    readonly nodes: readonly {
      readonly sku: string;
      readonly stock: readonly { readonly available: number }[];
    }[];
  };
}

/** The simulation's customers: they place orders whose ids begin with its prefix. */
export class Shoppers {
  readonly #client: Client;
  readonly #prefix: string;
  readonly #tally: Tally;
  #skus: readonly string[] = [];
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(client: Client, prefix: string, tally: Tally) {
    this.#client = client;
    this.#prefix = prefix;
    this.#tally = tally;
  }

  /** Reads what there is to order, if the last reading is old; false when the shelves are nearly empty. */
  async look(): Promise<boolean> {
    if (performance.now() - this.#readAt < STOCK_MS) return true;
    this.#readAt = performance.now();
    const { products } = await this.#client.ask<Products>(PRODUCTS);
    this.#skus = products.nodes
      .filter(({ stock }) => stock.reduce((sum, { available }) => sum + available, 0) >= ENOUGH)
      .map(({ sku }) => sku);
    return this.#skus.length > 0;
  }

  /** Places one order; never throws. */
  async place(): Promise<void> {
    const sent = performance.now();
    const input = {
      id: `${this.#prefix}${randomUUID()}`,
      customerId: `shopper-${Math.floor(Math.random() * 200)}`,
      items: [{ sku: this.#skus[Math.floor(Math.random() * this.#skus.length)], quantity: 1 }],
    };
    type Created = {
      readonly orderCreate: { readonly userErrors: readonly { readonly message: string }[] } | null;
    };
    try {
      const { orderCreate } = await this.#client.ask<Created>(CREATE, { input });
      const [problem] = orderCreate?.userErrors ?? [];
      if (problem) this.#tally.fail(problem.message);
      else this.#tally.placed(performance.now() - sent);
    } catch (error) {
      this.#tally.fail((error as Error).message);
    }
  }
}
