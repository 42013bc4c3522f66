import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than the time-out of a workflow task, the longest of those that Temporal looks at when an order has long ended. */
const AFTERMATH_MS = 12_000;

/** Ends a turn when nothing of it is left to do, so that each arm pays for its own orders and none for the other's. */
export async function settled<Result>(turn: Promise<Result>): Promise<Result> {
  const result = await turn;
  await sleep(AFTERMATH_MS);
  return result;
}
