import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { requireListSizes } from '../limits/field-costs.js';
import { FraudSettingsResolver } from '../resolvers/fraud-settings.js';
import { FulfillmentFields } from '../resolvers/fulfillment-fields.js';
import { ItemFields } from '../resolvers/item-fields.js';
import { OrderListChangeFields, ShipmentListChangeFields } from '../resolvers/list-change-fields.js';
import { NodeQuery } from '../resolvers/node-query.js';
import { OperationsResolver } from '../resolvers/operations.js';
import { OrderEventFields } from '../resolvers/order-event-fields.js';
import { OrderFields } from '../resolvers/order-fields.js';
import { OrderMutations } from '../resolvers/order-mutations.js';
import { OrderQueries } from '../resolvers/order-queries.js';
import { OrderQuoteQuery } from '../resolvers/order-quote-query.js';
import { OrderSubscriptions } from '../resolvers/order-subscriptions.js';
import { PaymentFields } from '../resolvers/payment-fields.js';
import { ProductFields, StockLevelFields } from '../resolvers/product-fields.js';
import { ProductQueries } from '../resolvers/product-queries.js';
import { ShipmentFields, TrackingEventFields } from '../resolvers/shipment-fields.js';
import { ShipmentMutations } from '../resolvers/shipment-mutations.js';
import { ShipmentQueries } from '../resolvers/shipment-queries.js';
import { ShipmentSubscriptions } from '../resolvers/shipment-subscriptions.js';
import { StockResolver } from '../resolvers/stock.js';
import { TrackingResolver } from '../resolvers/tracking.js';
import { TrackingLinkMutations } from '../resolvers/tracking-link-mutations.js';
import { WebhookFields } from '../resolvers/webhook-fields.js';
import { WebhookMutations } from '../resolvers/webhook-mutations.js';
import { WebhookQueries } from '../resolvers/webhook-queries.js';
import { guardRootFields } from './guard-root-fields.js';

/** The whole schema with its resolvers. Every root field checks its permission. */
export function createSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      NodeQuery,
      OrderQueries,
      OrderQuoteQuery,
      ShipmentQueries,
      ProductQueries,
      OperationsResolver,
      OrderMutations,
      ShipmentMutations,
      StockResolver,
      FraudSettingsResolver,
      TrackingResolver,
      TrackingLinkMutations,
      OrderSubscriptions,
      ShipmentSubscriptions,
      WebhookQueries,
      WebhookMutations,
      WebhookFields,
      OrderListChangeFields,
      ShipmentListChangeFields,
      OrderFields,
      FulfillmentFields,
      ShipmentFields,
      OrderEventFields,
      PaymentFields,
      ItemFields,
      TrackingEventFields,
      ProductFields,
      StockLevelFields,
    ],
    validate: false,
    // Every subscription gets its stream from the feed, but type-graphql requires this.
    pubSub: { publish: unused, subscribe: unused },
  });
  guardRootFields(schema);
  requireListSizes(schema);
  return schema;
}

function unused(): never {
  throw new Error('Subscriptions get their streams from the feed');
}
