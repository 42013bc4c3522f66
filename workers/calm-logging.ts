/** How often entries of the log are looked for, in milliseconds. */
const LOOK_EVERY = 1_000;

/**
 * Runs what installs the SDK's runtime. With its native entries forwarded, it looks ten times a second for entries to write in
 * their order, which is most of what an idle worker does, and no option says otherwise.
 */
export function lookingCalmly(install: () => void): void {
  const { setInterval } = globalThis;
  globalThis.setInterval = ((run: () => void, milliseconds = 0) =>
    setInterval(run, Math.max(milliseconds, LOOK_EVERY))) as typeof setInterval;
  try {
    install();
  } finally {
    globalThis.setInterval = setInterval;
  }
}
