// Keeps one core busy, until it is stopped or the process that started it is gone; an hour at most.
const end = Date.now() + 60 * 60_000;

process.once('disconnect', () => process.exit());

function spin() {
  const pause = Date.now() + 50;
  while (Date.now() < pause);
  if (Date.now() < end) setImmediate(spin);
  else process.exit();
}
spin();
