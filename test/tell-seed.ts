import { afterEach, inject } from 'vitest';

// What a random test drew is drawn again with the same seed.
afterEach(({ task }) => {
  if (task.result?.state === 'fail') console.error(`To run it as it ran here: TEST_SEED=${inject('seed')}`);
});
