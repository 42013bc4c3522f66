// A normal client in a separate process, so that the attacker does not slow it down. It asks until it is stopped.
import { setTimeout as sleep } from 'node:timers/promises';

const { NEIGHBOUR_URL, NEIGHBOUR_TOKEN } = process.env;
const PAUSE_MS = 20;
const LONGEST_WAIT_MS = 30_000;
const request = {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${NEIGHBOUR_TOKEN}` },
  body: JSON.stringify({ query: '{ orders(first: 10) { nodes { id status } } }' }),
};

let goesOn = true;
process.once('message', () => {
  goesOn = false;
});
process.once('disconnect', () => process.exit(1));

while (goesOn) {
  const [at, started] = [Date.now(), performance.now()];
  const refusal = await ask().catch((error) => error.message);
  process.send({ at, milliseconds: performance.now() - started, refusal });
  await sleep(PAUSE_MS);
}
process.disconnect();

/** Why it was not served; null when it was. */
async function ask() {
  const response = await fetch(NEIGHBOUR_URL, { ...request, signal: AbortSignal.timeout(LONGEST_WAIT_MS) });
  const { errors } = await response.json();
  return errors?.[0].extensions.code ?? null;
}
