import type { Metronome } from './load-generator.js';

/** Beats in a worker: a browser slows the timers of a page that is not to be seen, and not those of its workers. */
export function startMetronome(onBeat: () => void): Metronome {
  const worker = new Worker(new URL('./metronome-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', onBeat);
  return { stop: () => worker.terminate() };
}
