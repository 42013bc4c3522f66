import { inject } from 'vitest';
import type { StackAddresses } from './addresses.js';
import type { SharedServerAddresses } from './shared-servers.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a test file asks for what all files share. */
    readonly sharedAddress: string;
  }
}

/** The Temporal Service and the PostgreSQL that all test files share; started for the first that asks. */
export function sharedServers(): Promise<SharedServerAddresses> {
  return ask('/servers');
}

/**
 * The stack that all test files share, with the sample catalogue and without an auth setting: the caller is the local
 * developer. Use ids of your own, and don't disturb it: no stopped processes, no fraud settings, no stock run dry.
 */
export function sharedStack(): Promise<StackAddresses> {
  return ask('/stack');
}

/** Where the browser that all test files share is to be reached. */
export function sharedBrowser(): Promise<string> {
  return ask('/browser');
}

/** Has everything built that the processes of a stack run; once for all test files. */
export async function wholeBuild(): Promise<void> {
  await ask('/build');
}

async function ask<Answer>(path: string): Promise<Answer> {
  const response = await fetch(inject('sharedAddress') + path);
  if (!response.ok)
    throw new Error(`the shared test servers could not be started:\n${await response.text()}`);
  return (await response.json()) as Answer;
}
