import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { NodeKey } from '../../schema/contract/node-ids.js';
import { nodeKeyOf } from '../../schema/contract/node-ids.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { textProblem } from '../../schema/domain/text.js';
import { Costs } from '../../schema/graphql/field-costs.js';
import { Node } from '../../schema/graphql/node.js';
import { mayDo, maySeeOrder, maySeeShipment } from '../auth/permissions.js';
import { readWebhook } from '../store/read-webhooks.js';
import type { RequestContext } from './context.js';
import { locationValue } from './location-value.js';
import { fulfillmentValueIn } from './order-fields.js';
import { paymentValueOf } from './payment-fields.js';

@Resolver()
export class NodeQuery {
  @Costs({ price: 10 })
  @Query(() => Node, {
    nullable: true,
    description: 'The object with this id; null if it does not exist, or the caller may not see it.',
  })
  async node(
    @Arg('id', () => ID, { description: 'The `id` of any object.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    if (textProblem(id) !== null) return null;
    const key = nodeKeyOf(id);
    const value = await nodeValue(context, key);
    return value && { ...value, __typename: key.type };
  }
}

/** The value that the type is resolved from, with the permissions of the root field of that type. */
async function nodeValue(context: RequestContext, key: NodeKey): Promise<object | null> {
  const { caller, loaders } = context;
  switch (key.type) {
    case 'Order':
      return visibleOrder(context, key.orderId);
    case 'Fulfillment':
      return fulfillmentValue(context, key);
    case 'Payment': {
      const fulfillment = await fulfillmentValue(context, key);
      return fulfillment && paymentValueOf(fulfillment);
    }
    case 'Shipment': {
      const shipment = await loaders.shipments.load(key.shipmentId);
      return shipment && maySeeShipment(caller, shipment) ? shipment : null;
    }
    case 'OrderEvent': {
      const order = await visibleOrder(context, key.orderId);
      return order && loaders.eventsByKey.load(`${key.sequence}:${order.id}`);
    }
    case 'Product':
      return mayDo(caller, 'product') ? loaders.products.load(key.sku) : null;
    case 'Location':
      if (!mayDo(caller, 'locations')) return null;
      return (await loaders.locations.load(key.name)) && locationValue(key.name);
    case 'Webhook':
      return mayDo(caller, 'webhook') ? readWebhook(context.database, key.webhookId) : null;
    default:
      return key satisfies never;
  }
}

async function visibleOrder(context: RequestContext, orderId: string): Promise<OrderSnapshot | null> {
  const { caller, orders } = context;
  return mayDo(caller, 'order') ? orders.find(orderId, (order) => maySeeOrder(caller, order)) : null;
}

async function fulfillmentValue(
  context: RequestContext,
  key: { readonly orderId: string; readonly fulfillmentId: string },
) {
  const order = await visibleOrder(context, key.orderId);
  return order && fulfillmentValueIn(order, key.fulfillmentId);
}
