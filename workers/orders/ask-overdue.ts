import pLimit from 'p-limit';
import type {
  AskOverdueRequest,
  AskOverdueResult,
  LateCheckActivities,
} from '../../schema/contract/late-check.js';
import type { Database } from '../database.js';

/** How many shipments one call asks about, and how many orders at once. */
const BATCH = 100;
const AT_ONCE = 10;

/** Without those that were asked about the same promise a while ago, so that none of them can hold up the others. */
const findOverdue = {
  name: 'find-overdue',
  text: `
    select id, order_id as "orderId"
    from shipments
    where status in ('BOOKED', 'DISPATCHED') and not is_late and estimated_delivery < $1
      and not exists (
        select from late_checks
        where shipment_id = shipments.id and late_checks.estimated_delivery = shipments.estimated_delivery
          and next_at > $1
      )
    order by estimated_delivery, id
    limit ${BATCH}`,
};

/** An order that does not answer, such as one whose workflow was terminated, is asked again after 2, 4, 8 minutes, up to a day. */
const noteAsked = {
  name: 'note-late-check',
  text: `
    insert into late_checks as known (shipment_id, estimated_delivery, times, next_at)
    select id, estimated_delivery, 1, $2::timestamptz + interval '2 minutes' from shipments where id = any($1)
    on conflict (shipment_id) do update set estimated_delivery = excluded.estimated_delivery,
      times = case when known.estimated_delivery = excluded.estimated_delivery then known.times + 1 else 1 end,
      next_at = case when known.estimated_delivery = excluded.estimated_delivery
        then $2::timestamptz + least(interval '1 minute' * 2 ^ least(known.times + 1, 12), interval '1 day')
        else excluded.next_at end`,
};

interface OverdueShipment {
  readonly id: string;
  readonly orderId: string;
}

export interface LateCheckDependencies {
  readonly database: Database;
  /** Asks an order's workflow whether it is late; one that has ended or is not there answers nothing. */
  readonly askOrder: (orderId: string) => Promise<void>;
}

/** The activities of the late checks, on the `orders` task queue. */
export function createLateCheckActivities(dependencies: LateCheckDependencies): LateCheckActivities {
  return { askOverdue: (request) => askOverdue(dependencies, request) };
}

/** Asks the orders with the oldest broken promises of the read model. The orders decide; the read model may be behind. */
async function askOverdue(
  { database, askOrder }: LateCheckDependencies,
  { now }: AskOverdueRequest,
): Promise<AskOverdueResult> {
  const overdue = await database.run<OverdueShipment & Record<string, unknown>>(findOverdue, [now]);
  const orderIds = [...new Set(overdue.map(({ orderId }) => orderId))];
  const inTurn = pLimit(AT_ONCE);
  const answers = await Promise.allSettled(orderIds.map((id) => inTurn(() => askOrder(id))));
  const failed = answers.filter((answer) => answer.status === 'rejected');
  // When none can be asked there is an outage. One that alone cannot be asked must not keep the others waiting.
  if (failed[0] && failed.length === answers.length) throw failed[0].reason;
  if (overdue.length > 0) {
    await database.run(noteAsked, [overdue.map(({ id }) => id), now]);
  }
  return { isMore: overdue.length === BATCH };
}
