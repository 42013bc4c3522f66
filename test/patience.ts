/**
 * How long a test waits for something to happen before it says that it never does, in milliseconds. The only such limit:
 * it says nothing about how long anything should take, so a slow machine never meets it.
 */
export const PATIENCE = 120_000;
