import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { percentile } from '../../bench/measure/percentile.js';
import { processorSeconds } from '../../bench/measure/processor-time.js';

const PHASES = { warm: 2_000, before: 4_000, during: 10_000, after: 4_000 };
type Phase = keyof typeof PHASES;

/**
 * The rule: a normal client's p99 grows at most by this factor, and the memory of the process stays below this bound.
 */
const MOST_TIMES_SLOWER = 10;
const MOST_MEBIBYTES = 768;

interface Usage {
  /** Of one core. */
  readonly processorPercent: number;
  readonly mostMebibytes: number;
}

interface Reading {
  readonly at: number;
  readonly milliseconds: number;
  /** Why the client was not served; null when it was. */
  readonly refusal: string | null;
}

/** What one phase showed of the API process and of the normal client. */
export interface PhaseFigures extends Usage {
  readonly phase: Phase;
  readonly p50: number;
  readonly p99: number;
  readonly asked: number;
  readonly refusals: readonly string[];
}

export interface AttackReport {
  readonly figures: readonly PhaseFigures[];
  /** How the rule was broken; empty when it held. */
  readonly faults: readonly string[];
}

/** Attacks an API while a normal client keeps asking, and measures both. Linux only. */
export async function measureAttack(
  api: { readonly pid: number; readonly graphqlUrl: string },
  neighbourToken: string,
  attack: (ends: AbortSignal) => Promise<void>,
): Promise<AttackReport> {
  const readings: Reading[] = [];
  const neighbour = fork(fileURLToPath(new URL('neighbour.mjs', import.meta.url)), {
    env: { ...process.env, NEIGHBOUR_URL: api.graphqlUrl, NEIGHBOUR_TOKEN: neighbourToken },
  });
  neighbour.on('message', (reading) => readings.push(reading as Reading));
  const ended = once(neighbour, 'exit');
  const watched: ({ readonly phase: Phase; readonly from: number } & Usage)[] = [];
  try {
    for (const phase of ['warm', 'before', 'during', 'after'] as const) {
      const ends = AbortSignal.timeout(PHASES[phase]);
      const attacking = phase === 'during' ? attack(ends) : undefined;
      watched.push({ phase, from: Date.now(), ...(await watch(api.pid, ends)) });
      await attacking;
    }
    neighbour.send('stop');
  } catch (error) {
    neighbour.kill('SIGKILL');
    throw error;
  } finally {
    await ended;
  }
  const figures = watched.map(({ phase, from, processorPercent, mostMebibytes }, n) => {
    const to = watched[n + 1]?.from ?? Number.POSITIVE_INFINITY;
    const asked = readings.filter(({ at }) => at >= from && at < to);
    const times = asked.map(({ milliseconds }) => milliseconds);
    return {
      phase,
      processorPercent,
      mostMebibytes,
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      asked: asked.length,
      refusals: asked.flatMap(({ refusal }) => refusal ?? []),
    };
  });
  return { figures, faults: faultsIn(figures, mebibytesOf(api.pid) > 0) };
}

function faultsIn(figures: readonly PhaseFigures[], isAlive: boolean): readonly string[] {
  const of = (phase: Phase) => figures.find((each) => each.phase === phase) as PhaseFigures;
  const [before, during] = [of('before'), of('during')];
  const refusals = figures.flatMap((each) => each.refusals);
  const most = Math.max(...figures.map(({ mostMebibytes }) => mostMebibytes));
  return [
    ...(isAlive ? [] : ['the process ended']),
    ...(refusals.length > 0
      ? [`the neighbour was not served ${refusals.length} times: ${[...new Set(refusals)].join(', ')}`]
      : []),
    ...(during.asked === 0 || during.p99 > MOST_TIMES_SLOWER * before.p99
      ? [`the neighbour’s p99 is ${(during.p99 / before.p99).toFixed(1)} times what it was`]
      : []),
    ...(most > MOST_MEBIBYTES ? [`${most} MiB of memory, more than ${MOST_MEBIBYTES}`] : []),
  ];
}

/** What a process uses until the signal. */
async function watch(pid: number, ends: AbortSignal): Promise<Usage> {
  const [started, usedBefore] = [performance.now(), processorSeconds(pid)];
  let mostMebibytes = 0;
  while (!ends.aborted) {
    mostMebibytes = Math.max(mostMebibytes, mebibytesOf(pid));
    await sleep(100, undefined, { signal: ends }).catch(() => {});
  }
  const seconds = (performance.now() - started) / 1_000;
  const processorPercent = Math.round((100 * (processorSeconds(pid) - usedBefore)) / seconds);
  return { processorPercent, mostMebibytes };
}

/** Resident; 0 when the process is no more. */
function mebibytesOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
