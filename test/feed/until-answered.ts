import { isDatabaseOutage } from '../../src/store/outage.js';

/**
 * Retries while the database is unreachable, as it may be for a moment on a busy machine. In production too, whoever
 * needs an answer retries.
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
