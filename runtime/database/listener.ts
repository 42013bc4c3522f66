import pg from 'pg';
import { pauseAfter } from '../retry/backoff.js';
import { within } from '../retry/time-limit.js';

export interface ListenerOptions {
  readonly databaseUrl: string;
  /** Names the connection among those of the server. */
  readonly applicationName: string;
  /** What to do with a notification's payload, by channel. */
  readonly channels: Readonly<Record<string, (payload: string) => void>>;
  /**
   * The connection is up, after so many failures. Announcements since `heardAt`, by `performance.now()`, may have been
   * missed.
   */
  readonly onListening: (heardAt: number, failures: number) => void;
  /** The connection is lost, reported once until it is up again. */
  readonly onLost?: (error: unknown) => void;
}

/** A connection that hears what is announced in the database. */
export interface Listener {
  isListening(): boolean;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT = 2_000;
/** How often a connection is checked, and how long it may take to answer. */
const CHECK_EVERY = 2_000;
const CHECK_TIMEOUT = 2_000;
/** How long the server may take to close the connection. */
const CLOSING_TIME = 1_000;
const backoff = { first: 50, longest: 2_000 };

/** Listens to the channels until it is closed. A connection that breaks or freezes is replaced. */
export function startListener(options: ListenerOptions): Listener {
  const listener = new ReconnectingListener(options);
  listener.connect();
  return listener;
}

class ReconnectingListener implements Listener {
  readonly #options: ListenerOptions;
  #client: pg.Client | null = null;
  #listening = false;
  #closed = false;
  #failures = 0;
  /** Until when it is certain that nothing was missed. */
  #heardAt = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  isListening(): boolean {
    return this.#listening;
  }

  connect(): void {
    const { databaseUrl, applicationName, channels, onListening } = this.#options;
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: applicationName,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      query_timeout: CHECK_TIMEOUT,
      keepAlive: true,
    });
    this.#client = client;
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, new Error('The connection ended')));
    client.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''));
    client
      .connect()
      .then(() => client.query(listenTo(Object.keys(channels))))
      .then(() => {
        if (this.#client !== client) return;
        this.#listening = true;
        const failures = this.#failures;
        this.#failures = 0;
        this.#checkLater(client);
        onListening(this.#heardAt, failures);
        this.#heardAt = performance.now();
      })
      .catch((error: unknown) => this.#lost(client, error));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#listening = false;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    if (client) await within(CLOSING_TIME, client.end()).catch(() => {});
  }

  /** A frozen server keeps its connections open: only an answer proves that it works. */
  #checkLater(client: pg.Client): void {
    this.#timer = setTimeout(() => {
      const askedAt = performance.now();
      client.query('select 1').then(
        () => {
          if (this.#client !== client) return;
          this.#heardAt = askedAt;
          this.#checkLater(client);
        },
        (error: unknown) => this.#lost(client, error),
      );
    }, CHECK_EVERY);
  }

  #lost(client: pg.Client, error: unknown): void {
    if (this.#client !== client) return;
    this.#client = null;
    // During a query this destroys the connection, so nothing waits for a frozen server.
    client.end().catch(() => {});
    clearTimeout(this.#timer);
    if (this.#closed) return;
    if (this.#failures === 0) this.#options.onLost?.(error);
    this.#listening = false;
    this.#failures += 1;
    this.#timer = setTimeout(() => this.connect(), pauseAfter(this.#failures, backoff));
  }
}

function listenTo(channels: readonly string[]): string {
  return channels.map((channel) => `listen ${pg.escapeIdentifier(channel)}`).join(';');
}
