/**
 * Loaded before the API and the workers when another process of ours starts them: they end with that process,
 * whatever ended it, in the same orderly way as on SIGTERM, and by force when that takes too long.
 */
const patience = 15_000;

process.on('disconnect', () => {
  // Nobody reads what we print any more.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), patience).unref();
});
// Listening alone must not keep a finished process alive.
process.channel?.unref();
