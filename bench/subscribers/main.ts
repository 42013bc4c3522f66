import { setTimeout as sleep } from 'node:timers/promises';
import { EMBEDDED_SWITCH } from '../../runtime/settings/settings.js';
import { median, percentile } from '../measure/percentile.js';
import { processorSeconds } from '../measure/processor-time.js';

import { startBenchDatabase } from './bench-database.js';
import type { BenchServer } from './bench-process.js';
import { startClient, startServer } from './bench-process.js';

/** Everything is bounded by these counts; arguments: rounds, a scale for what is counted, and parts (all of them). */
const ROUNDS = Number(process.argv[2] ?? 5);
const SCALE = Number(process.argv[3] ?? 1);
const PARTS = process.argv.slice(4);
const scaled = (count: number) => Math.max(1, Math.round(count * SCALE));
const FAN_OUT = scaled(1_000);
const IDLE = scaled(5_000);
const FEW = scaled(100);
const MANY = scaled(10_000);
/** How many changes are on their way at a time, so that no arm waits for anything but itself. */
const UNDER_WAY = 4;

const database = await startBenchDatabase();
const client = await startClient();
const rows: string[] = [];

try {
  const orders = Array.from({ length: IDLE }, (_, n) => `idle-order-${String(n).padStart(5, '0')}`);
  for (let start = 0; start < orders.length; start += 20) {
    await Promise.all(orders.slice(start, start + 20).map((id) => database.create(id)));
  }
  const parts = { fanOut, memory, latency, processorTime, twoProcesses };
  for (const [name, run] of Object.entries(parts)) {
    if (PARTS.length === 0 || PARTS.includes(name)) await run(orders);
  }
  console.log(`\n| figure | ours | against | ratio | aim |\n|---|---|---|---|---|\n${rows.join('\n')}`);
} finally {
  await client.stop();
  await database[Symbol.asyncDispose]();
}

/** Messages a second, one order to many watchers. */
async function fanOut(): Promise<void> {
  const length = 2_000;
  const arms: Record<string, { server: BenchServer; order: string; rates: number[] }> = {
    ours: { server: await ours(), order: 'fan-out-ours', rates: [] },
    plain: { server: await plain(), order: 'fan-out-plain', rates: [] },
    bare: { server: await bare('fan-out-bare', length), order: 'fan-out-bare', rates: [] },
  };
  for (const [group, { server, order }] of Object.entries(arms)) {
    await database.create(order);
    await client.do({ task: 'open', group, url: server.url, orders: Array(FAN_OUT).fill(order) });
  }
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [group, { order, rates }] of Object.entries(arms)) {
      const { messages, seconds } = await changes(group, order, 40);
      // The first round warms up.
      if (round > 0) rates.push(messages / seconds);
    }
    report('messages a second', round, arms, ({ rates }) => rates.at(-1)?.toFixed(0));
  }
  for (const [group, { server }] of Object.entries(arms)) {
    await client.do({ task: 'close', group });
    await server.stop();
  }
  const rate = (name: string) => median(arms[name]?.rates ?? []);
  const row = (against: string, name: string, aim: string) =>
    rows.push(
      `| messages a second, one order to ${FAN_OUT} watchers | ${rate('ours').toFixed(0)} | ` +
        `${against}: ${rate(name).toFixed(0)} | ${ratio(arms.ours?.rates, arms[name]?.rates)} | ${aim} |`,
    );
  row('bare ws', 'bare', 'at least 0.6');
  row('graphql-ws as it comes', 'plain', 'at least 4');
}

/** Makes this many changes to an order, each as soon as all watchers have the change four before it. */
async function changes(
  group: string,
  order: string,
  count: number,
): Promise<{ readonly messages: number; readonly seconds: number }> {
  const before = await client.do({ task: 'reach', group, revision: 0 });
  const start = performance.now();
  let last = 0;
  for (let n = 0; n < count; n++) {
    last = (await database.change(order)).revision;
    await client.do({ task: 'reach', group, revision: n < UNDER_WAY ? 0 : last - UNDER_WAY });
  }
  const after = await client.do({ task: 'reach', group, revision: last });
  const seconds = (performance.now() - start) / 1_000;
  return { messages: after.messages - before.messages, seconds };
}

/** Memory per watcher, each with an order and a socket of its own. */
async function memory(orders: readonly string[]): Promise<void> {
  const arms = {
    ours: { start: ours, live: [] as number[], resident: [] as number[] },
    plain: { start: plain, live: [] as number[], resident: [] as number[] },
  };
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [group, { start, live, resident }] of Object.entries(arms)) {
      const server = await start();
      await client.do({ task: 'open', group, url: server.url, orders: orders.slice(0, 50) });
      await client.do({ task: 'close', group });
      await sleep(500);
      const before = await server.memory();
      await client.do({ task: 'open', group, url: server.url, orders });
      await sleep(500);
      const after = await server.memory();
      live.push((after.live - before.live) / orders.length);
      resident.push((after.resident - before.resident) / orders.length);
      await client.do({ task: 'close', group });
      await server.stop();
    }
    report('bytes a watcher', round, arms, ({ live }) => live.at(-1)?.toFixed(0));
  }
  const row = (kind: 'live' | 'resident', name: string, aim: string) => {
    const [our, their] = [median(arms.ours[kind]), median(arms.plain[kind])];
    rows.push(
      `| ${name} per watcher, ${IDLE} idle watchers | ${kilobytes(our)} | graphql-ws as it comes: ` +
        `${kilobytes(their)} | ${ratio(arms.ours[kind], arms.plain[kind])} | ${aim} |`,
    );
  };
  row('live', 'live memory', 'at most 0.5');
  row('resident', 'resident memory', '');
}

/** The time from the commit to the message at a subscriber, and to the answer at a client that polls each second. */
async function latency(): Promise<void> {
  const order = 'latency-order';
  const group = 'latency';
  await database.create(order);
  const server = await ours();
  await client.do({ task: 'open', group, url: server.url, orders: [order] });
  const pushed: number[] = [];
  const polled: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    for (let n = 0; n < 40; n++) {
      const { revision, committedAt } = await database.change(order);
      const { at } = await client.do({ task: 'reach', group, revision });
      // The first round warms up.
      if (round > 0) pushed.push((at[0] as number) - committedAt);
      await sleep(Math.random() * 20);
    }
    const next = (await database.change(order)).revision + 1;
    const url = server.url.replace('ws:', 'http:');
    const polling = client.do({ task: 'poll', group, url, order, revision: next, pollers: 20 });
    await sleep(1_000 + Math.random() * 1_000);
    const { committedAt } = await database.change(order);
    const { at } = await polling;
    if (round > 0) polled.push(...at.map((each) => each - committedAt));
  }
  await client.do({ task: 'close', group });
  await server.stop();
  for (const [part, name, aim] of [
    [0.5, 'p50', 'at most 1/50'],
    [0.99, 'p99', ''],
  ] as const) {
    const [push, poll] = [percentile(pushed, part), percentile(polled, part)];
    rows.push(
      `| commit to message at the client, ${name} | ${push.toFixed(1)} ms | polling each second: ` +
        `${poll.toFixed(0)} ms | 1/${(poll / push).toFixed(0)} | ${aim} |`,
    );
  }
}

/**
 * The processor time of a change with few and with many idle watchers of other orders. Both arms see the same changes.
 */
async function processorTime(orders: readonly string[]): Promise<void> {
  const order = 'busy-order';
  await database.create(order);
  const arms = {
    few: { server: await ours(), idle: FEW, costs: [] as number[] },
    many: { server: await ours(), idle: MANY, costs: [] as number[] },
  };
  for (const [group, { server, idle }] of Object.entries(arms)) {
    const watched = Array.from({ length: idle }, (_, n) => orders[n % orders.length] as string);
    await client.do({ task: 'open', group: `${group}-idle`, url: server.url, orders: watched });
    await client.do({ task: 'open', group, url: server.url, orders: [order] });
  }
  const count = scaled(1_000);
  for (let round = 0; round <= ROUNDS; round++) {
    const before = Object.values(arms).map(({ server }) => processorSeconds(server.pid));
    for (let n = 0; n < count; n++) {
      const { revision } = await database.change(order);
      await Promise.all(Object.keys(arms).map((group) => client.do({ task: 'reach', group, revision })));
    }
    Object.values(arms).forEach(({ server, costs }, index) => {
      const cost = (processorSeconds(server.pid) - (before[index] as number)) / count;
      if (round > 0) costs.push(cost * 1e6);
    });
    report('µs of processor a change', round, arms, ({ costs }) => costs.at(-1)?.toFixed(0));
  }
  for (const { server } of Object.values(arms)) await server.stop();
  const [few, many] = [median(arms.few.costs), median(arms.many.costs)];
  rows.push(
    `| processor time a change, ${MANY} idle watchers of other orders | ${many.toFixed(0)} µs | ` +
      `${FEW} idle watchers: ${few.toFixed(0)} µs | ${ratio(arms.many.costs, arms.few.costs)} | at most 1.1 |`,
  );
}

/**
 * Compares one process with two that share the watchers. A process is bound by its processor, so the processor time
 * that it uses for each change shows how many watchers it could serve, even on a machine with fewer cores than
 * processes.
 */
async function twoProcesses(): Promise<void> {
  const watchers = FAN_OUT * 2;
  const arms = {
    one: { servers: [await ours()], order: 'served-by-one', costs: [] as number[] },
    two: { servers: [await ours(), await ours()], order: 'served-by-two', costs: [] as number[] },
  };
  for (const [group, { servers, order }] of Object.entries(arms)) {
    await database.create(order);
    const share = Array(watchers / servers.length).fill(order);
    for (const [n, { url }] of servers.entries()) {
      await client.do({ task: 'open', group: `${group}-${n}`, url, orders: share });
    }
  }
  const count = 40;
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [group, { servers, order, costs }] of Object.entries(arms)) {
      const before = servers.map(({ pid }) => processorSeconds(pid));
      for (let n = 0; n < count; n++) {
        const { revision } = await database.change(order);
        await Promise.all(
          servers.map((_, index) => client.do({ task: 'reach', group: `${group}-${index}`, revision })),
        );
      }
      const used = servers.map(({ pid }, index) => processorSeconds(pid) - (before[index] as number));
      if (round > 0) costs.push((Math.max(...used) / count) * 1e3);
    }
    report('ms of the busiest processor a change', round, arms, ({ costs }) => costs.at(-1)?.toFixed(1));
  }
  for (const { servers } of Object.values(arms)) for (const server of servers) await server.stop();
  const served = (cost: number) => watchers / cost;
  const [one, two] = [served(median(arms.one.costs)), served(median(arms.two.costs))];
  rows.push(
    `| watchers told in a millisecond of the busiest process, two processes | ${two.toFixed(0)} | ` +
      `one: ${one.toFixed(0)} | ${ratio(arms.one.costs, arms.two.costs)} | at least 1.7 |`,
  );
}

function ours(): Promise<BenchServer> {
  return startServer('src/main.js', {
    [EMBEDDED_SWITCH]: 'true',
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: database.url,
    // No workflow is asked: every order has its row.
    TEMPORAL_ADDRESS: '127.0.0.1:1',
  });
}

function plain(): Promise<BenchServer> {
  return startServer('bench/subscribers/plain-server.js', { DATABASE_URL: database.url });
}

function bare(order: string, length: number): Promise<BenchServer> {
  return startServer('bench/subscribers/bare-server.js', {
    DATABASE_URL: database.url,
    ORDER_ID: order,
    MESSAGE_LENGTH: String(length),
  });
}

function report<Arm>(
  what: string,
  round: number,
  arms: Readonly<Record<string, Arm>>,
  figure: (arm: Arm) => string | undefined,
): void {
  const figures = Object.entries(arms).map(([name, arm]) => `${name} ${figure(arm) ?? 'warming up'}`);
  console.log(`${what}, round ${round}: ${figures.join(', ')}`);
}

/** The median of the rounds' ratios, because a disturbance in a round affects both arms. */
function ratio(ours: readonly number[] = [], theirs: readonly number[] = []): string {
  return median(ours.map((each, round) => each / (theirs[round] as number))).toFixed(2);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_024).toFixed(1)} KiB`;
}
