import type { Selectable } from 'kysely';
import type { WebhooksTable } from '../../schema/database/tables.js';
import { textProblem } from '../../schema/domain/text.js';
import { encodeCursor, textOfCursor } from './cursors.js';
import type { Store } from './database.js';
import type { Page, PageRequest } from './page.js';
import { pageOf } from './page.js';

const columns = [
  'id',
  'url',
  'description',
  'event_types',
  'state',
  'previous_secret_until',
  'failures',
  'failing_since',
  'last_error',
  'last_attempt_at',
  'next_attempt_at',
  'last_delivered_at',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof WebhooksTable)[];

/** What the GraphQL type `Webhook` is resolved from: without secrets. */
export type WebhookRow = Pick<Selectable<WebhooksTable>, (typeof columns)[number]>;

const TAG = 'webhooks';

export async function readWebhook(database: Store, id: string): Promise<WebhookRow | null> {
  return (await readWebhooks(database, [id]))[0] ?? null;
}

export async function readWebhooks(database: Store, ids: readonly string[]): Promise<readonly WebhookRow[]> {
  const known = ids.filter((id) => textProblem(id) === null);
  if (known.length === 0) return [];
  return database.selectFrom('webhooks').select(columns).where('id', 'in', known).execute();
}

export async function readWebhookIds(database: Store): Promise<readonly string[]> {
  const rows = await database.selectFrom('webhooks').select('id').execute();
  return rows.map(({ id }) => id);
}

/** A page of the webhooks, sorted by id. */
export async function readWebhookPage(database: Store, request: PageRequest): Promise<Page<WebhookRow>> {
  const after = request.after === null ? null : textOfCursor(TAG, request.after);
  const before = request.before === null ? null : textOfCursor(TAG, request.before);
  const rows = await database
    .selectFrom('webhooks')
    .select(columns)
    .$if(after !== null, (query) => query.where('id', '>', after as string))
    .$if(before !== null, (query) => query.where('id', '<', before as string))
    .orderBy('id', request.fromEnd ? 'desc' : 'asc')
    .limit(request.size + 1)
    .execute();
  return pageOf(rows, request, (node) => ({ cursor: encodeCursor(TAG, node.id), node }));
}
