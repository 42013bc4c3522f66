import { Field, ID, ObjectType } from 'type-graphql';
import { ListChangeKind } from './enums.js';
import { Order } from './order.js';
import { Shipment } from './shipment.js';

@ObjectType({ description: 'A message about a live list of orders.' })
export class OrderListChange {
  @Field(() => ListChangeKind, { description: 'What it says.' })
  readonly kind!: keyof typeof ListChangeKind;

  @Field(() => ID, { nullable: true, description: 'The order it is about; null with RESYNC.' })
  readonly orderId!: string | null;

  @Field(() => Order, { nullable: true, description: 'The order as it is now; null with RESYNC.' })
  readonly order!: Order | null;
}

@ObjectType({ description: 'A message about a live list of shipments.' })
export class ShipmentListChange {
  @Field(() => ListChangeKind, { description: 'What it says.' })
  readonly kind!: keyof typeof ListChangeKind;

  @Field(() => ID, { nullable: true, description: 'The shipment it is about; null with RESYNC.' })
  readonly shipmentId!: string | null;

  @Field(() => Shipment, { nullable: true, description: 'The shipment as it is now; null with RESYNC.' })
  readonly shipment!: Shipment | null;
}
