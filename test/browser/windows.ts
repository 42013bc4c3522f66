import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page, Route } from 'playwright-core';
import { chromium } from 'playwright-core';
import { PATIENCE } from '../patience.js';
import { findBrowser } from './find-browser.js';

export const wide = { width: 1440, height: 900 } as const;
export const narrow = { width: 360, height: 780 } as const;

/** A browser for a test file, with the windows it opens. */
export class Windows implements AsyncDisposable {
  /** What the pages threw or logged as errors: there should be nothing. */
  readonly faults: string[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly baseURL: string,
  ) {}

  static async launch(baseURL: string): Promise<Windows> {
    const { executablePath, env } = await findBrowser();
    const browser = await chromium.launch({
      executablePath,
      timeout: PATIENCE,
      env: { ...process.env, ...env },
      // A sandbox needs privileges that containers don't give; the pages are ours.
      args: ['--no-sandbox', '--disable-gpu'],
    });
    return new Windows(browser, baseURL);
  }

  /** A window of its own, as another person's: no storage, no cookie, no cache in common. */
  async open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.context(options);
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    page.on('pageerror', (fault) => this.faults.push(`${page.url()}: ${fault.message}`));
    page.on('console', (message) => {
      // Chrome logs every request that fails; what the page makes of it is what the tests look at.
      if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
        this.faults.push(`${page.url()}: ${message.text()}`);
    });
    await page.goto(path);
    return page;
  }

  private context(options: BrowserContextOptions): Promise<BrowserContext> {
    return this.browser.newContext({
      baseURL: this.baseURL,
      locale: 'en-US',
      timezoneId: 'UTC',
      viewport: wide,
      ...options,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
  }
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

/** Holds back an operation of a window, from now until the release. */
export async function hold(page: Page, operation: string) {
  const held: Route[] = [];
  let released = false;
  await page.route('**/graphql', async (route) => {
    if (!released && route.request().postDataJSON()?.operationName === operation) held.push(route);
    else await route.continue();
  });
  const release = async (): Promise<void> => {
    released = true;
    for (const route of held.splice(0)) await route.continue();
  };
  return { held, release };
}
