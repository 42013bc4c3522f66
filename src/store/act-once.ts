import { sql } from 'kysely';
import type { Store } from './database.js';

/** A change that a manager requests. */
export interface StoreRequest {
  /** From `callerKey`: no caller can use up another caller's request id. */
  readonly caller: string;
  readonly requestId: string;
  /** The whole request: the same id with other content is REQUEST_ID_TAKEN. */
  readonly content: Readonly<Record<string, unknown>>;
}

/**
 * Acts once for each caller and request id; a repeated request gets its first answer: null when it was carried out, or the
 * refusal. The id is inserted first, so that of two concurrent requests the second waits for the first.
 */
export async function actOnce<Refusal extends string>(
  database: Store,
  { caller, requestId, content }: StoreRequest,
  act: (transaction: Store) => Promise<Refusal | null>,
): Promise<Refusal | 'REQUEST_ID_TAKEN' | null> {
  const asked = JSON.stringify(content);
  return database.transaction().execute(async (transaction) => {
    const taken = await transaction
      .insertInto('store_requests')
      .values({ caller, request_id: requestId, content: asked, refusal: null })
      .onConflict((conflict) => conflict.columns(['caller', 'request_id']).doNothing())
      .returning('request_id')
      .executeTakeFirst();
    if (!taken) {
      const before = await transaction
        .selectFrom('store_requests')
        .select(['refusal', sql<boolean>`content = ${asked}::jsonb`.as('isSame')])
        .where('caller', '=', caller)
        .where('request_id', '=', requestId)
        .executeTakeFirstOrThrow();
      return before.isSame ? (before.refusal as Refusal | null) : 'REQUEST_ID_TAKEN';
    }
    const refusal = await act(transaction);
    if (refusal !== null) {
      await transaction
        .updateTable('store_requests')
        .set({ refusal })
        .where('caller', '=', caller)
        .where('request_id', '=', requestId)
        .execute();
    }
    return refusal;
  });
}
