import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { expect, test } from 'vitest';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { ApiClient } from '../client/api-client.js';
import {
  deliver,
  dispatch,
  isClosed,
  orderById,
  placeBooked,
  timelineTypes,
  watchUntil,
} from '../client/orders.js';
import { sharedStack } from '../stack/shared.js';

const { ResetReapplyExcludeType } = proto.temporal.api.enums.v1;
const EXCLUDE_SIGNALS = ResetReapplyExcludeType.RESET_REAPPLY_EXCLUDE_TYPE_SIGNAL;

test('an order that is reset in Temporal is shown in its earlier state, and goes on from there', async () => {
  const stack = await sharedStack();
  await using client = new ApiClient(stack);
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const temporal = new Client({ connection, namespace: stack.namespace });
  const { id, shipmentId: shipment } = await placeBooked(client, [{ sku: 'NIKE-PEGASUS', quantity: 1 }]);
  const handle = temporal.workflow.getHandle(workflowIdOf(id));
  const { events } = await handle.fetchHistory();
  const booked = events?.findLast(({ workflowTaskCompletedEventAttributes: task }) => task)?.eventId;
  await dispatch(client, shipment);
  const dispatched = await orderById(client, id);
  expect(dispatched?.fulfillments[0]?.shipment?.status).toBe('DISPATCHED');

  const reset = async (eventId: typeof booked) => {
    const before = await orderById(client, id);
    const takenBack = watchUntil(client, id, (order) => order.revision > (before?.revision ?? 0));
    await temporal.workflowService.resetWorkflowExecution({
      namespace: stack.namespace,
      workflowExecution: { workflowId: workflowIdOf(id) },
      workflowTaskFinishEventId: eventId ?? null,
      requestId: randomUUID(),
      reason: 'Dispatched by mistake',
      // The courier's report must not be applied again.
      resetReapplyExcludeTypes: [EXCLUDE_SIGNALS],
    });
    return takenBack;
  };
  const takenBack = await reset(booked);
  expect(takenBack.fulfillments[0]?.shipment).toMatchObject({ id: shipment, status: 'BOOKED' });
  expect(await orderById(client, id)).toMatchObject({ revision: takenBack.revision });
  await dispatch(client, shipment);
  // A second reset, of the run that the first one made, to the same event.
  expect((await reset(booked)).fulfillments[0]?.shipment).toMatchObject({ status: 'BOOKED' });

  await dispatch(client, shipment);
  await deliver(client, shipment);
  expect(await watchUntil(client, id, isClosed)).toMatchObject({ status: 'COMPLETED' });
  const told = await timelineTypes(client, id);
  expect(told.filter((type) => type === 'SHIPMENT_DISPATCHED' || type === 'OTHER')).toEqual([
    'SHIPMENT_DISPATCHED',
    'OTHER',
    'SHIPMENT_DISPATCHED',
    'OTHER',
    'SHIPMENT_DISPATCHED',
  ]);
  await connection.close();
});
