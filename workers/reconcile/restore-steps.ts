import type { Database } from '../database.js';
import type { SettledBooking, SettledPayment } from './settled-steps.js';

/** Writes what the gateway answered, and brings the customer's tally up by what the row now counts for. */
const payment = {
  name: 'reconcile-restore-payment',
  text: `
    with before as materialized (
      select state, total from payments where fulfillment_id = $1 for update
    ), written as (
      insert into payments (fulfillment_id, order_id, customer_id, state, total, refunded, fraud_epoch, result)
      select $1, $2, $3, $4, $5::bigint, $6::bigint, epoch, $7::jsonb
      -- This must not write until "before" is read.
      from fraud_settings, (select count(*) from before) as looked
      on conflict (fulfillment_id) do update
        set state = excluded.state, refunded = excluded.refunded, result = excluded.result
        where payments.state = 'INTENT' or (payments.state = 'CHARGED' and excluded.state = 'REFUNDED')
      returning customer_id, state, total, fraud_epoch
    ), change as (
      select written.customer_id,
        (case when written.state = 'CHARGED' then written.total else 0 end)
          - coalesce((select total from before where state in ('INTENT', 'CHARGED')), 0) as amount
      from written join fraud_settings on fraud_settings.epoch = written.fraud_epoch
    )
    insert into fraud_tallies (customer_id, charged)
    select customer_id, greatest(amount, 0) from change where amount <> 0
    on conflict (customer_id) do update
      set charged = greatest(fraud_tallies.charged + (select amount from change), 0)`,
};

/** Stores the payment as its order's history has it, if the row is missing or older. Moves no money. */
export async function restorePayment(database: Database, settled: SettledPayment): Promise<void> {
  const { fulfillmentId, request, result, state, total, refunded } = settled;
  const { orderId = null, customerId = null } = request ?? {};
  await database.run(payment, [
    ...[fulfillmentId, orderId, customerId, state, total, refunded],
    result === null || result.outcome === 'VOIDED' ? null : JSON.stringify(result),
  ]);
}

const booking = {
  name: 'reconcile-restore-booking',
  text: `
    insert into bookings (shipment_id, order_id, state, result) values ($1, $2, $3, $4::jsonb)
    on conflict (shipment_id) do update set state = excluded.state, result = excluded.result
      where bookings.state = 'INTENT' or (bookings.state = 'BOOKED' and excluded.state = 'VOIDED')`,
};

/** Stores the booking as its order's history has it, if the row is missing or older. Asks no courier. */
export async function restoreBooking(database: Database, settled: SettledBooking): Promise<void> {
  const { shipmentId, request, result, state } = settled;
  await database.run(booking, [
    ...[shipmentId, request?.orderId ?? null, state],
    result?.outcome === 'BOOKED' ? JSON.stringify(result) : null,
  ]);
}
