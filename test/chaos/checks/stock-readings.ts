import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const PAUSE_MS = 250;

/** Units by SKU and warehouse in one moment: what is free and reserved, and what the reservations say. */
const reading = `
  with line as (
    select sku, location, state, sum(quantity)::integer as units
    from reservations, jsonb_to_recordset(lines) as line (sku text, quantity integer)
    group by sku, location, state
  )
  select stock.sku, stock.location, available, reserved,
    coalesce((select units from line where line.sku = stock.sku and line.location = stock.location
      and state = 'RESERVED'), 0) as "heldUnits",
    coalesce((select units from line where line.sku = stock.sku and line.location = stock.location
      and state = 'SHIPPED'), 0) as "shippedUnits"
  from stock`;

interface StockReading {
  readonly sku: string;
  readonly location: string;
  readonly available: number;
  readonly reserved: number;
  readonly heldUnits: number;
  readonly shippedUnits: number;
}

/** Reads the stock repeatedly, and checks that it always adds up to the initial stock. */
export class StockReadings {
  readonly findings: string[] = [];
  count = 0;
  readonly #databaseUrl: string;
  readonly #initial = new Map<string, number>();
  #isOver = false;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  async run(): Promise<void> {
    while (!this.#isOver) {
      await this.read().catch(() => {});
      await sleep(PAUSE_MS);
    }
  }

  stop(): void {
    this.#isOver = true;
  }

  /** @throws when the database is away */
  async read(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#databaseUrl,
      connectionTimeoutMillis: 2_000,
      query_timeout: 5_000,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<StockReading>(reading);
      for (const row of rows) this.#check(row);
      this.count += 1;
    } finally {
      void client.end().catch(() => {});
    }
  }

  #check(row: StockReading): void {
    const key = `${row.sku} in ${row.location}`;
    const all = row.available + row.reserved + row.shippedUnits;
    const initial = this.#initial.get(key) ?? all;
    this.#initial.set(key, initial);
    if (row.available >= 0 && row.reserved === row.heldUnits && all === initial) return;
    this.findings.push(`The stock of ${key} does not add up to ${initial}: ${JSON.stringify(row)}`);
  }
}
