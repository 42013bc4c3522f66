import { condition, sleep } from '@temporalio/workflow';

/** Ends by itself after a timer fired. */
export async function sleeper(): Promise<string> {
  await sleep(1);
  return 'awake';
}

/** Throws after a timer fired. */
export async function thrower(): Promise<never> {
  await sleep(1);
  throw new Error('the shelf is empty');
}

/** Leaves a rejection unhandled. */
export async function forgetter(): Promise<void> {
  void Promise.reject(new Error('the shelf is forgotten'));
  await sleep('1 day');
}

/** Waits forever. */
export async function waiter(): Promise<void> {
  await condition(() => false);
}

/** Blocks its thread forever. */
export async function spinner(): Promise<never> {
  for (;;);
}

/** Blocks its thread forever after a timer fired. */
export async function lateSpinner(): Promise<never> {
  await sleep(1);
  for (;;);
}
