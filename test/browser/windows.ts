import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
  Request,
  Route,
} from 'playwright-core';
import { chromium } from 'playwright-core';
import { PATIENCE } from '../patience.js';
import { sharedBrowser } from '../stack/shared.js';

export const wide = { width: 1440, height: 900 } as const;
export const narrow = { width: 360, height: 780 } as const;

/** The windows of a test file, in the browser that all share. */
export class Windows implements AsyncDisposable {
  #faults: string[] = [];

  readonly #browser: Browser;
  readonly #baseURL: string;

  private constructor(browser: Browser, baseURL: string) {
    this.#browser = browser;
    this.#baseURL = baseURL;
  }

  static async launch(baseURL: string): Promise<Windows> {
    return new Windows(await chromium.connect(await sharedBrowser(), { timeout: PATIENCE }), baseURL);
  }

  /** A window of its own, as another person's: no storage, no cookie, no cache in common. */
  async open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#context(options);
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    page.on('pageerror', (fault) => this.#faults.push(`${page.url()}: ${fault.message}`));
    page.on('console', (message) => {
      // Chrome logs every request that fails; what the page makes of it is what the tests look at.
      if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
        this.#faults.push(`${page.url()}: ${message.text()}`);
    });
    await page.goto(path);
    return page;
  }

  /** What the pages threw or logged as errors since this was asked last: there should be nothing. */
  takeFaults(): readonly string[] {
    const faults = this.#faults;
    this.#faults = [];
    return faults;
  }

  /** Closes every window at the end of a test; returns what happened in them, like `takeFaults`. */
  async closeAll(): Promise<readonly string[]> {
    await Promise.all(this.#browser.contexts().map((context) => context.close()));
    return this.takeFaults();
  }

  #context(options: BrowserContextOptions): Promise<BrowserContext> {
    return this.#browser.newContext({
      baseURL: this.#baseURL,
      locale: 'en-US',
      timezoneId: 'UTC',
      viewport: wide,
      ...options,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}

/** Without what a browser logs about an unreachable server. */
export function withoutOutages(faults: readonly string[]): readonly string[] {
  return faults.filter((fault) => !/WebSocket|ERR_CONNECTION|ERR_INTERNET_DISCONNECTED/.test(fault));
}

/** Waits for the page of the order that was just placed: where it had to be sent again, a notice leads there. */
export async function openPlacedOrder(page: Page): Promise<void> {
  const opened = page.waitForURL('**/customer/orders/*');
  const link = page.getByRole('link', { name: 'Open it' });
  await Promise.race([opened, link.click()]);
  await opened;
}

/** How many milliseconds it takes from the request that an act sends until every place shows what came of it. */
export async function timeUntilShown(
  actor: Page,
  act: () => Promise<unknown>,
  places: readonly Locator[],
): Promise<number> {
  const sent = actor.waitForRequest((request) => request.method() === 'POST').then(() => performance.now());
  const shown = places.map((place) => place.first().waitFor());
  // Both at once: a place that moves before the act is acknowledged is not late.
  const [started] = await Promise.all([sent, act(), ...shown]);
  return performance.now() - started;
}

/** The name of the GraphQL operation that a request sends. */
export function operationOf(request: Request): string | undefined {
  return request.method() === 'POST' ? request.postDataJSON()?.operationName : undefined;
}

/** Lets an operation reach the API, and holds back its first answer until the release. */
export async function holdFirstAnswer(page: Page, operation: string): Promise<() => void> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isFirst = true;
  await page.route('**/graphql', async (route) => {
    if (!isFirst || operationOf(route.request()) !== operation) return route.continue();
    isFirst = false;
    const response = await route.fetch();
    await released;
    await route.fulfill({ response });
  });
  return release;
}

/** Holds back an operation of a window, from now until the release. */
export async function hold(page: Page, operation: string) {
  const held: Route[] = [];
  let released = false;
  await page.route('**/graphql', async (route) => {
    if (!released && operationOf(route.request()) === operation) held.push(route);
    else await route.continue();
  });
  const release = async (): Promise<void> => {
    released = true;
    for (const route of held.splice(0)) await route.continue();
  };
  return { held, release };
}
