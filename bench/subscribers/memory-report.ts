/** Preloaded into a server: reports its memory use on request. */
process.on('message', (message) => {
  if (message !== 'memory') return;
  const collect = (globalThis as { gc?: () => void }).gc;
  collect?.();
  collect?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ live: heapUsed + external, resident: rss });
});
