import { afterEach, inject } from 'vitest';

// With the same seed, random tests draw the same values again.
afterEach(({ task }) => {
  if (task.result?.state === 'fail') console.error(`To run it as it ran here: TEST_SEED=${inject('seed')}`);
});
