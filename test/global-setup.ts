import { execFile } from 'node:child_process';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BrowserServer } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { startBrowser } from './browser/start-browser.js';
import type { SharedServers } from './stack/shared-servers.js';
import { startSharedServers } from './stack/shared-servers.js';
import type { Stack } from './stack/stack.js';
import { startStackOn } from './stack/stack.js';

/** Set by `npm run test:cluster`. */
const clusterNodes = process.env.TEST_CLUSTER_NODES ? Number(process.env.TEST_CLUSTER_NODES) : undefined;

let desk: Server;
let servers: Promise<SharedServers> | undefined;
let built: Promise<void> | undefined;
let stack: Promise<Stack> | undefined;
let browser: Promise<BrowserServer> | undefined;

/** The things that test files may share; each is created when a file first asks for it. */
const offers: Readonly<Record<string, () => Promise<unknown>>> = {
  '/servers': async () => (await sharedServers()).addresses,
  '/build': () => wholeBuild(),
  '/stack': async () => (await sharedStack()).addresses,
  '/browser': async () => (await sharedBrowser()).wsEndpoint(),
};

export async function setup(project: TestProject): Promise<void> {
  desk = createServer(async (request, response) => {
    try {
      const answer = await offers[request.url ?? '']?.();
      response.end(JSON.stringify(answer ?? null));
    } catch (error) {
      response.statusCode = 500;
      response.end(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  });
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  project.provide('sharedAddress', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);
}

export async function teardown(): Promise<void> {
  desk.closeAllConnections();
  desk.close();
  await browser?.then(
    (started) => started.close(),
    () => {},
  );
  await stack?.then(
    (started) => started[Symbol.asyncDispose](),
    () => {},
  );
  await servers?.then(
    (started) => started.stop(),
    () => {},
  );
}

function sharedServers(): Promise<SharedServers> {
  // The watchdog that ends the servers with us runs compiled; a type error elsewhere must not keep them from starting.
  servers ??= build(['--only', 'compile'])
    .catch(console.error)
    .then(() => startSharedServers({ clusterNodes }));
  return servers;
}

/** The processes under test run compiled and bundled, as they do in production. */
function wholeBuild(): Promise<void> {
  built ??= build([]);
  return built;
}

function sharedStack(): Promise<Stack> {
  stack ??= (async () => {
    const { addresses } = await sharedServers();
    await wholeBuild();
    return startStackOn(addresses, {});
  })();
  return stack;
}

function sharedBrowser(): Promise<BrowserServer> {
  browser ??= startBrowser();
  return browser;
}

async function build(args: readonly string[]): Promise<void> {
  const script = fileURLToPath(new URL('../build/build.mjs', import.meta.url));
  try {
    await promisify(execFile)(process.execPath, [script, ...args]);
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`the build failed:\n${stdout}${stderr}`);
  }
}
