import { condition, sleep } from '@temporalio/workflow';

/** Ends by itself, after a timer that fired. */
export async function sleeper(): Promise<string> {
  await sleep(1);
  return 'awake';
}

/** Has a fault after a timer that fired. */
export async function thrower(): Promise<never> {
  await sleep(1);
  throw new Error('the shelf is empty');
}

/** Has a fault that nobody handles. */
export async function forgetter(): Promise<void> {
  void Promise.reject(new Error('the shelf is forgotten'));
  await sleep('1 day');
}

/** Waits for nothing. */
export async function waiter(): Promise<void> {
  await condition(() => false);
}

/** Never lets go of its thread once it has one. */
export async function spinner(): Promise<never> {
  for (;;);
}

/** The same after a timer that fired. */
export async function lateSpinner(): Promise<never> {
  await sleep(1);
  for (;;);
}
