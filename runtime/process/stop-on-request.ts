/**
 * Stops the process in an orderly way on SIGTERM and Ctrl-C, once however often it is asked.
 *
 * @param lastResort after how many milliseconds it ends all the same, whatever hangs
 */
export function stopOnRequest(stop: () => void, lastResort: number): void {
  let isStopping = false;
  const request = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), lastResort).unref();
    stop();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, request);
}
