import { isDatabaseOutage } from '../../src/store/outage.js';

/**
 * Asks again for as long as the database is out of reach, as it may be for a moment on a busy machine: who has to have an
 * answer does so in production too.
 */
export async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isDatabaseOutage(error)) throw error;
    }
  }
}
