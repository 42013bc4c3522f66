import type { Metronome } from './load-generator.js';

/** Ticks in a web worker: browsers throttle the timers of hidden pages, but not those of their workers. */
export function startMetronome(onBeat: () => void): Metronome {
  const worker = new Worker(new URL('./metronome-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', onBeat);
  return { stop: () => worker.terminate() };
}
