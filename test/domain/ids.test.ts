import { expect, test } from 'vitest';
import {
  fulfillmentIdOf,
  orderIdOfShipment,
  orderIdOfWorkflow,
  shipmentIdOf,
  storedShipmentId,
  workflowIdOf,
} from '../../schema/domain/ids.js';

test.each(['order-1', 'shp-1-x', 'order', 'shipment', 'two\nlines', '9-9'])(
  'the ids of the parts of %j lead back to it',
  (id) => {
    expect(orderIdOfWorkflow(workflowIdOf(id))).toBe(id);
    for (const n of [1, 25, 9_999]) {
      expect(orderIdOfShipment(shipmentIdOf(id, n))).toBe(id);
      expect(storedShipmentId(`shipment:${n}-${id}`)).toBe(shipmentIdOf(id, n));
      expect(storedShipmentId(shipmentIdOf(id, n))).toBe(shipmentIdOf(id, n));
    }
  },
);

test('ids are the ones that stored histories and tables contain', () => {
  expect(workflowIdOf('o')).toBe('order:o');
  expect(fulfillmentIdOf('o', 2)).toBe('o:2');
  expect(shipmentIdOf('o', 2)).toBe('shp-2-o');
});

test.each(['webhook:1', 'an order:1', 'order'])('%j is no workflow of an order', (id) => {
  expect(orderIdOfWorkflow(id)).toBeNull();
});

test.each(['', 'o', 'shp-1', 'shp-1-', 'shp--o', 'shp-x-o', 'shp-10000-o', 'a shp-1-o'])(
  '%j is no shipment',
  (id) => {
    expect(orderIdOfShipment(id)).toBeNull();
  },
);

test.each(['shipment:o', 'shipment:x-o', 'shipment:1-', 'shipment:10000-o', 'a shipment:1-o'])(
  '%j is stored as it is',
  (id) => {
    expect(storedShipmentId(id)).toBe(id);
  },
);
