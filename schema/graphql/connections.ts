import { Field, Int, ObjectType } from 'type-graphql';
import { Costs } from './field-costs.js';
import { Order } from './order.js';
import { OrderEvent } from './order-event.js';
import { PageInfo } from './page-info.js';
import { Product } from './product.js';
import { Shipment } from './shipment.js';
import { Webhook } from './webhook.js';

const cursor = 'The position of this edge in the list, for `after` and `before`.';
const edges = 'The entries of the page, each with its cursor.';
const nodes = 'The entries of the page, without cursors.';
const pageInfo = 'The position of the page in the list.';
const totalCount =
  'The length of the whole list, counted up to 10,000; 10,001 means more. Counted only when requested.';

@ObjectType({ description: 'An order in a list.' })
export class OrderEdge {
  @Field(() => String, { description: cursor })
  readonly cursor!: string;

  @Field(() => Order, { description: 'The order.' })
  readonly node!: Order;
}

@ObjectType({ description: 'A page of orders.' })
export class OrderConnection {
  @Costs({ maxSize: 'PAGE' })
  @Field(() => [OrderEdge], { description: edges })
  readonly edges!: readonly OrderEdge[];

  @Costs({ maxSize: 'PAGE' })
  @Field(() => [Order], { description: nodes })
  readonly nodes!: readonly Order[];

  @Field(() => PageInfo, { description: pageInfo })
  readonly pageInfo!: PageInfo;

  @Costs({ price: 500 })
  @Field(() => Int, { nullable: true, description: totalCount })
  readonly totalCount!: number | null;
}

@ObjectType({ description: 'A shipment in a list.' })
export class ShipmentEdge {
  @Field(() => String, { description: cursor })
  readonly cursor!: string;

  @Field(() => Shipment, { description: 'The shipment.' })
  readonly node!: Shipment;
}

@ObjectType({ description: 'A page of shipments.' })
export class ShipmentConnection {
  @Costs({ maxSize: 'PAGE' })
  @Field(() => [ShipmentEdge], { description: edges })
  readonly edges!: readonly ShipmentEdge[];

  @Costs({ maxSize: 'PAGE' })
  @Field(() => [Shipment], { description: nodes })
  readonly nodes!: readonly Shipment[];

  @Field(() => PageInfo, { description: pageInfo })
  readonly pageInfo!: PageInfo;

  @Costs({ price: 500 })
  @Field(() => Int, { nullable: true, description: totalCount })
  readonly totalCount!: number | null;
}

@ObjectType({ description: 'An event in a timeline.' })
export class OrderEventEdge {
  @Field(() => String, { description: cursor })
  readonly cursor!: string;

  @Field(() => OrderEvent, { description: 'The event.' })
  readonly node!: OrderEvent;
}

@ObjectType({ description: 'A page of an order’s timeline, oldest first.' })
export class OrderEventConnection {
  @Costs({ maxSize: 'PAGE' })
  @Field(() => [OrderEventEdge], { description: edges })
  readonly edges!: readonly OrderEventEdge[];

  @Costs({ maxSize: 'PAGE' })
  @Field(() => [OrderEvent], { description: nodes })
  readonly nodes!: readonly OrderEvent[];

  @Field(() => PageInfo, { description: pageInfo })
  readonly pageInfo!: PageInfo;
}

@ObjectType({ description: 'A product in a list.' })
export class ProductEdge {
  @Field(() => String, { description: cursor })
  readonly cursor!: string;

  @Field(() => Product, { description: 'The product.' })
  readonly node!: Product;
}

@ObjectType({ description: 'A page of products.' })
export class ProductConnection {
  @Costs({ maxSize: 'PAGE' })
  @Field(() => [ProductEdge], { description: edges })
  readonly edges!: readonly ProductEdge[];

  @Costs({ maxSize: 'PAGE' })
  @Field(() => [Product], { description: nodes })
  readonly nodes!: readonly Product[];

  @Field(() => PageInfo, { description: pageInfo })
  readonly pageInfo!: PageInfo;

  @Costs({ price: 500 })
  @Field(() => Int, { nullable: true, description: totalCount })
  readonly totalCount!: number | null;
}

@ObjectType({ description: 'A webhook in a list.' })
export class WebhookEdge {
  @Field(() => String, { description: cursor })
  readonly cursor!: string;

  @Field(() => Webhook, { description: 'The webhook.' })
  readonly node!: Webhook;
}

@ObjectType({ description: 'A page of webhooks.' })
export class WebhookConnection {
  @Costs({ maxSize: 'PAGE' })
  @Field(() => [WebhookEdge], { description: edges })
  readonly edges!: readonly WebhookEdge[];

  @Costs({ maxSize: 'PAGE' })
  @Field(() => [Webhook], { description: nodes })
  readonly nodes!: readonly Webhook[];

  @Field(() => PageInfo, { description: pageInfo })
  readonly pageInfo!: PageInfo;
}
