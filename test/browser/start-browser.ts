import type { BrowserServer } from 'playwright-core';
import { chromium } from 'playwright-core';
import { PATIENCE } from '../patience.js';
import { findBrowser } from './find-browser.js';

/** A browser that all test files open their windows in. */
export async function startBrowser(): Promise<BrowserServer> {
  const { executablePath, env } = await findBrowser();
  return chromium.launchServer({
    executablePath,
    timeout: PATIENCE,
    env: { ...process.env, ...env },
    // A sandbox needs privileges that containers don't give; the pages are ours.
    args: ['--no-sandbox', '--disable-gpu'],
  });
}
