import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChargeFulfillmentRequest } from '../../schema/contract/billing-activities.js';
import { openStore } from '../../src/store/database.js';
import { resetFraud } from '../../src/store/fraud-settings.js';
import { createBillingActivities } from '../../workers/billing/activities.js';
import type { PaymentGateway } from '../../workers/billing/payment-gateway.js';
import { simulatedPaymentGateway } from '../../workers/billing/simulated-payment-gateway.js';
import type { ActivityDatabase } from './activity-database.js';
import { createActivityDatabase } from './activity-database.js';
import { createRecordingGateway } from './recording-gateway.js';

let stage: ActivityDatabase;

beforeAll(async () => {
  stage = await createActivityDatabase();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** 10,000 for the shoe, 825 tax, 599 shipping. */
const TOTAL = 11_424;

function chargeOf(customerId: string = randomUUID()): ChargeFulfillmentRequest {
  const orderId = `order-${randomUUID()}`;
  const items = [{ sku: 'shoe', quantity: 1, name: 'A shoe', unitPrice: 10_000 }];
  return { fulfillmentId: `${orderId}:1`, orderId, customerId, items };
}

function billing(gateway: PaymentGateway) {
  return createBillingActivities({ database: stage.database, gateway, now: () => new Date() });
}

async function talliedFor(customerId: string): Promise<number> {
  const rows = await stage.query<{ charged: number }>(
    'select charged from fraud_tallies where customer_id = $1',
    [customerId],
  );
  return rows[0]?.charged ?? 0;
}

async function withFraudSettings(limit: number | null, maintenance: boolean, run: () => Promise<void>) {
  const set = 'update fraud_settings set spending_limit = $1, maintenance_mode = $2';
  await stage.query(set, [limit, maintenance]);
  try {
    await run();
  } finally {
    await stage.query(set, [null, false]);
  }
}

test('invoices and charges once, and gives its first answer when it runs again', async () => {
  const gateway = createRecordingGateway();
  const { chargeFulfillment } = billing(gateway);
  const request = chargeOf();
  const first = await chargeFulfillment(request);

  expect(first).toEqual({
    outcome: 'CHARGED',
    invoice: {
      subtotal: 10_000,
      tax: 825,
      shipping: 599,
      total: TOTAL,
      invoiceReference: expect.stringMatching(/^INV-[0-9A-F]{32}$/),
    },
    chargedAt: expect.any(String),
  });
  expect(await chargeFulfillment(request)).toEqual(first);
  expect(gateway.calls('charge')).toBe(1);
  expect(await talliedFor(request.customerId)).toBe(TOTAL);
});

test('attempts at the same time charge once and agree', async () => {
  const gateway = createRecordingGateway();
  const { chargeFulfillment } = billing(gateway);
  const request = chargeOf();
  const answers = await Promise.all(Array.from({ length: 8 }, () => chargeFulfillment(request)));

  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(gateway.balance()).toBe(TOTAL);
  expect(await talliedFor(request.customerId)).toBe(TOTAL);
});

test('a gateway that fails after charging is asked again and charges nothing more', async () => {
  const gateway = createRecordingGateway(async (call) => {
    if (call === 1) throw new Error('connection lost');
  });
  const { chargeFulfillment } = billing(gateway);
  const request = chargeOf();
  await expect(chargeFulfillment(request)).rejects.toThrow('connection lost');

  expect(await chargeFulfillment(request)).toMatchObject({ outcome: 'CHARGED' });
  expect(gateway.balance()).toBe(TOTAL);
  expect(await talliedFor(request.customerId)).toBe(TOTAL);
});

test('a process killed while the gateway charges loses nothing and doubles nothing', async () => {
  const request = chargeOf();
  const script = `
    import { connectDatabase } from '${new URL('../../dist/workers/database.js', import.meta.url)}';
    import { createBillingActivities } from '${new URL('../../dist/workers/billing/activities.js', import.meta.url)}';
    const gateway = { charge: () => { process.send('charging'); return new Promise(() => {}); } };
    const database = connectDatabase(process.env.DATABASE_URL);
    setInterval(() => {}, 60_000);
    await createBillingActivities({ database, gateway, now: () => new Date() })
      .chargeFulfillment(JSON.parse(process.env.REQUEST));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, DATABASE_URL: stage.url, REQUEST: JSON.stringify(request) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  expect(await once(child, 'message')).toContain('charging');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await talliedFor(request.customerId)).toBe(TOTAL);

  const gateway = createRecordingGateway();
  expect(await billing(gateway).chargeFulfillment(request)).toMatchObject({ outcome: 'CHARGED' });
  expect(gateway.balance()).toBe(TOTAL);
  expect(await talliedFor(request.customerId)).toBe(TOTAL);
});

test('a charge that was killed half-way and is then refunded leaves nothing charged', async () => {
  const gateway = createRecordingGateway(async () => {
    throw new Error('killed');
  });
  const { chargeFulfillment, refundPayment } = billing(gateway);
  const request = chargeOf();
  await expect(chargeFulfillment(request)).rejects.toThrow('killed');
  expect(gateway.balance()).toBe(TOTAL);

  const refund = { fulfillmentId: request.fulfillmentId, reason: 'cancelled' };
  expect(await refundPayment(refund)).toEqual({ refunded: 0 });
  expect(await refundPayment(refund)).toEqual({ refunded: 0 });
  expect(await chargeFulfillment(request)).toEqual({ outcome: 'VOIDED' });
  expect(gateway.balance()).toBe(0);
  expect(await talliedFor(request.customerId)).toBe(0);
});

test('nothing is charged after a refund that came first', async () => {
  const gateway = createRecordingGateway();
  const { chargeFulfillment, refundPayment } = billing(gateway);
  const request = chargeOf();

  expect(await refundPayment({ fulfillmentId: request.fulfillmentId, reason: 'x' })).toEqual({ refunded: 0 });
  expect(await chargeFulfillment(request)).toEqual({ outcome: 'VOIDED' });
  expect(gateway.calls('charge')).toBe(0);
  expect(await talliedFor(request.customerId)).toBe(0);
});

test('a refund while the gateway charges undoes the charge', async () => {
  let refundDuringCharge = async () => {};
  const gateway = createRecordingGateway(() => refundDuringCharge());
  const { chargeFulfillment, refundPayment } = billing(gateway);
  const request = chargeOf();
  const { customerId, fulfillmentId } = request;
  await chargeFulfillment(chargeOf(customerId));
  refundDuringCharge = async () => {
    expect(await refundPayment({ fulfillmentId, reason: 'cancelled' })).toEqual({ refunded: 0 });
  };

  expect(await chargeFulfillment(request)).toEqual({ outcome: 'VOIDED' });
  expect(gateway.balance()).toBe(TOTAL);
  expect(await talliedFor(customerId)).toBe(TOTAL);
});

test('a refund gives back once, and says the same each time', async () => {
  const gateway = createRecordingGateway();
  const { chargeFulfillment, refundPayment } = billing(gateway);
  const request = chargeOf();
  await chargeFulfillment(request);
  const refund = { fulfillmentId: request.fulfillmentId, reason: 'cancelled' };
  const answers = await Promise.all([refundPayment(refund), refundPayment(refund), refundPayment(refund)]);

  expect([...answers, await refundPayment(refund)]).toEqual(
    Array.from({ length: 4 }, () => ({ refunded: TOTAL })),
  );
  expect(gateway.balance()).toBe(0);
  expect(await talliedFor(request.customerId)).toBe(0);
  expect(await chargeFulfillment(request)).toEqual({ outcome: 'VOIDED' });
});

test('a refund that was killed after the gateway gave back is finished when it runs again', async () => {
  const gateway = createRecordingGateway();
  const request = chargeOf();
  await billing(gateway).chargeFulfillment(request);
  const failing: PaymentGateway = {
    ...gateway,
    refund: async (refund) => {
      await gateway.refund(refund);
      throw new Error('killed');
    },
  };
  const refund = { fulfillmentId: request.fulfillmentId, reason: 'cancelled' };
  await expect(billing(failing).refundPayment(refund)).rejects.toThrow('killed');

  expect(await billing(gateway).refundPayment(refund)).toEqual({ refunded: TOTAL });
  expect(gateway.balance()).toBe(0);
  expect(await talliedFor(request.customerId)).toBe(0);
});

test('the limit counts all of a customer’s charges, however many come at once', async () => {
  await withFraudSettings(3 * TOTAL, false, async () => {
    const customerId = randomUUID();
    const gateway = createRecordingGateway();
    const { chargeFulfillment, refundPayment } = billing(gateway);
    const requests = Array.from({ length: 10 }, () => chargeOf(customerId));
    const answers = await Promise.all(requests.map(chargeFulfillment));

    const charged = requests.filter((_, index) => answers[index]?.outcome === 'CHARGED');
    expect(charged).toHaveLength(3);
    expect(gateway.balance()).toBe(3 * TOTAL);
    const declined = requests.find((_, index) => answers[index]?.outcome === 'DECLINED');
    expect(await chargeFulfillment(declined as ChargeFulfillmentRequest)).toMatchObject({
      outcome: 'DECLINED',
      declineCode: 'FRAUD_LIMIT',
      invoice: { total: TOTAL },
    });
    await refundPayment({ fulfillmentId: charged[0]?.fulfillmentId ?? '', reason: 'cancelled' });
    expect(await chargeFulfillment(chargeOf(customerId))).toMatchObject({ outcome: 'CHARGED' });
    expect(await chargeFulfillment(chargeOf(customerId))).toMatchObject({ outcome: 'DECLINED' });
    expect(await chargeFulfillment(chargeOf())).toMatchObject({ outcome: 'CHARGED' });
  });
});

test('nothing is charged in maintenance mode, and the answer stays', async () => {
  const request = chargeOf();
  const gateway = createRecordingGateway();
  const { chargeFulfillment, refundPayment } = billing(gateway);
  await withFraudSettings(null, true, async () => {
    expect(await chargeFulfillment(request)).toMatchObject({
      outcome: 'DECLINED',
      declineCode: 'MAINTENANCE',
    });
  });
  expect(await chargeFulfillment(request)).toMatchObject({ outcome: 'DECLINED', declineCode: 'MAINTENANCE' });
  expect(await refundPayment({ fulfillmentId: request.fulfillmentId, reason: 'x' })).toEqual({ refunded: 0 });
  expect(gateway.calls('charge')).toBe(0);
  expect(await talliedFor(request.customerId)).toBe(0);
});

test('a charge that the gateway declines leaves the tally as it was', async () => {
  const customerId = `declined-${randomUUID()}`;
  const request = chargeOf(customerId);
  const { chargeFulfillment } = billing(simulatedPaymentGateway);
  const first = await chargeFulfillment(request);

  expect(first).toMatchObject({
    outcome: 'DECLINED',
    declineCode: 'DECLINED',
    reason: 'The card was declined',
  });
  expect(await chargeFulfillment(request)).toEqual(first);
  expect(await talliedFor(customerId)).toBe(0);
});

test('a refund after the tallies were reset does not take them below zero', async () => {
  const gateway = createRecordingGateway();
  const { chargeFulfillment, refundPayment } = billing(gateway);
  const request = chargeOf();
  await chargeFulfillment(request);
  await stage.query('update fraud_tallies set charged = 0');

  const refund = { fulfillmentId: request.fulfillmentId, reason: 'cancelled' };
  expect(await refundPayment(refund)).toEqual({ refunded: TOTAL });
  expect(await talliedFor(request.customerId)).toBe(0);
});

test('a charge that was voided and killed before it could undo itself is undone by its next attempt', async () => {
  const request = chargeOf();
  // The refund asks the gateway before the charge reaches it; then the charging attempt dies.
  const gateway = createRecordingGateway();
  const { chargeFulfillment, refundPayment } = billing({
    refund: (what) => gateway.refund(what),
    charge: async (what) => {
      await refundPayment({ fulfillmentId: request.fulfillmentId, reason: 'Cancelled' });
      await gateway.charge(what);
      throw new Error('killed');
    },
  });
  await expect(chargeFulfillment(request)).rejects.toThrow('killed');
  expect(gateway.balance()).toBe(TOTAL);

  expect(await chargeFulfillment(request)).toEqual({ outcome: 'VOIDED' });
  expect(gateway.balance()).toBe(0);
});

test('a total beyond what an amount can hold is refused for good, before the gateway is asked', async () => {
  const gateway = createRecordingGateway();
  const { chargeFulfillment } = billing(gateway);
  for (const unitPrice of [Number.MAX_SAFE_INTEGER, 2 ** 63]) {
    const items = [{ sku: 'shoe', quantity: 2, name: 'A shoe', unitPrice }];
    const charging = chargeFulfillment({ ...chargeOf(), items });
    await expect(charging).rejects.toMatchObject({ nonRetryable: true, type: 'TOTAL_OUT_OF_RANGE' });
  }
  expect(gateway.calls('charge')).toBe(0);
});

test('without a limit a customer is charged as much as an amount can be, and no more', async () => {
  const request = chargeOf('rich');
  const tally = 'insert into fraud_tallies values ($1, $2)';
  await stage.query(tally, ['rich', Number.MAX_SAFE_INTEGER - TOTAL + 1]);
  const { chargeFulfillment } = billing(createRecordingGateway());
  expect(await chargeFulfillment(request)).toMatchObject({ outcome: 'DECLINED', declineCode: 'FRAUD_LIMIT' });
  await expect(stage.query(tally, ['richer', '9007199254740992'])).rejects.toThrow('fraud_tallies_bounded');
});

test('the reason of a decline is stored, whatever the gateway says', async () => {
  const gateway = createRecordingGateway(undefined, { outcome: 'DECLINED', reason: 'No\u0000 \ud800' });
  const declined = await billing(gateway).chargeFulfillment(chargeOf());
  expect(declined).toMatchObject({ outcome: 'DECLINED', reason: 'No \ufffd' });
});

test('a refund of what was charged before a reset leaves the tally of what came after', async () => {
  const { chargeFulfillment, refundPayment } = billing(createRecordingGateway());
  const [before, after] = [chargeOf('reset'), chargeOf('reset')];
  await chargeFulfillment(before);
  const store = openStore(stage.url);
  await store.transaction().execute(resetFraud);
  await store.destroy();
  await chargeFulfillment(after);
  await refundPayment({ fulfillmentId: before.fulfillmentId, reason: 'Cancelled' });
  expect(await talliedFor('reset')).toBe(TOTAL);
  await refundPayment({ fulfillmentId: after.fulfillmentId, reason: 'Cancelled' });
  expect(await talliedFor('reset')).toBe(0);
});

test('a charge that waits for a reset is counted after it, and its refund takes it off again', async () => {
  const { chargeFulfillment, refundPayment } = billing(createRecordingGateway());
  const customerId = randomUUID();
  await chargeFulfillment(chargeOf(customerId));
  const request = chargeOf(customerId);
  const store = openStore(stage.url);
  const charging = await store.transaction().execute(async (transaction) => {
    await resetFraud(transaction);
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
    const answer = chargeFulfillment(request);
    const waiting = 'select from pg_locks where not granted and $1::int = any (pg_blocking_pids(pid))';
    await expect.poll(() => stage.query(waiting, [rows[0]?.pid])).not.toEqual([]);
    return { answer };
  });
  await store.destroy();
  expect(await charging.answer).toMatchObject({ outcome: 'CHARGED' });
  expect(await talliedFor(customerId)).toBe(TOTAL);
  await refundPayment({ fulfillmentId: request.fulfillmentId, reason: 'Cancelled' });
  expect(await talliedFor(customerId)).toBe(0);
});

test('a reset waits for a charge under way, and clears what that has added', async () => {
  const customerId = randomUUID();
  const store = openStore(stage.url);
  const commit = await stage.holdingLocks('insert into fraud_tallies values ($1, $2)', [customerId, TOTAL]);
  await Promise.all([store.transaction().execute(resetFraud), commit()]);
  await store.destroy();
  expect(await talliedFor(customerId)).toBe(0);
});
