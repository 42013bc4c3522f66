import type { ColumnType, Generated } from 'kysely';
import type { ChargeFulfillmentResult } from '../contract/billing-activities.js';
import type { ReservedFulfillment } from '../contract/order-activities.js';
import type { BookShipmentResult } from '../contract/shipment-activities.js';
import type { ActorKind } from '../domain/actor.js';
import type { Address } from '../domain/order-input.js';
import type { OrderItem, OrderSnapshot, ShipmentSnapshot } from '../domain/order-snapshot.js';
import type { OrderStatus } from '../domain/order-status.js';
import type { ShipmentStatus } from '../domain/shipment-status.js';

/** jsonb: parsed when read, sent as text. */
type Json<Value> = ColumnType<Value, string, string>;

/** The catalogue. Prices in minor units. */
export interface ProductsTable {
  readonly sku: string;
  readonly name: string;
  readonly brand: string;
  readonly unit_price: number;
  readonly currency: string;
}

/** Units of a SKU in a warehouse: free to be claimed, and claimed but not yet dispatched. */
export interface StockTable {
  readonly sku: string;
  readonly location: string;
  readonly available: number;
  readonly reserved: number;
}

/** What managers asked for, so that a repeated request acts once and gets its first answer. */
export interface StoreRequestsTable {
  readonly caller: string;
  readonly request_id: string;
  /** All that was asked. */
  readonly content: Json<Readonly<Record<string, unknown>>>;
  /** Null when it was done. */
  readonly refusal: string | null;
  readonly asked_at: Generated<Date>;
}

/** Who owns an order id: the intent row of `reserveItems`, and its stored result. Never deleted. */
export interface OrderClaimsTable {
  readonly order_id: string;
  readonly run_id: string;
  /** No longer written: who owns an id is told by the run. */
  readonly payload_hash: string | null;
  /** VOIDED: released as a whole, perhaps before it was ever reserved. */
  readonly state: 'CLAIMED' | 'RESERVED' | 'VOIDED';
  readonly result: Json<{
    readonly items: readonly OrderItem[];
    readonly fulfillments: readonly ReservedFulfillment[];
  }> | null;
}

/** Units taken out of stock for one fulfillment. SHIPPED: they left the warehouse. */
export interface ReservationsTable {
  readonly fulfillment_id: string;
  readonly order_id: string;
  readonly location: string;
  readonly state: 'RESERVED' | 'RELEASED' | 'SHIPPED';
  readonly lines: Json<readonly { readonly sku: string; readonly quantity: number }[]>;
}

/** One row a fulfillment that is or was to be charged. INTENT: the gateway may have been asked. */
export interface PaymentsTable {
  readonly fulfillment_id: string;
  readonly order_id: string | null;
  readonly customer_id: string | null;
  readonly state: 'INTENT' | 'CHARGED' | 'DECLINED' | 'VOIDED' | 'REFUNDED';
  readonly total: number;
  readonly refunded: number;
  /** The epoch of the fraud tallies that its amount was added in. */
  readonly fraud_epoch: Generated<number>;
  /** The result that a repeated charge returns. */
  readonly result: Json<ChargeFulfillmentResult> | null;
}

/** Fraud settings of the installation: exactly one row. */
export interface FraudSettingsTable {
  readonly singleton: Generated<boolean>;
  /** Minor units a customer may be charged in all; null: no limit. */
  readonly spending_limit: number | null;
  readonly maintenance_mode: boolean;
  /** Counts the resets of the tallies: what was charged before one is not given back after it. */
  readonly epoch: Generated<number>;
}

/** What each customer was charged since the last reset, in minor units. */
export interface FraudTalliesTable {
  readonly customer_id: string;
  readonly charged: number;
}

/** One row a shipment that is or was to be booked. */
export interface BookingsTable {
  readonly shipment_id: string;
  readonly order_id: string | null;
  readonly state: 'INTENT' | 'BOOKED' | 'VOIDED';
  readonly result: Json<BookShipmentResult> | null;
}

/** The read model: one row an order, the latest snapshot published by its workflow. */
export interface OrdersTable {
  readonly id: string;
  readonly run_id: string;
  readonly customer_id: string;
  readonly status: OrderStatus;
  /** The status before this revision, so that a notification told again tells the same; null when there was none. */
  readonly previous_status: OrderStatus | null;
  readonly revision: number;
  readonly placed_at: Date;
  readonly updated_at: Date;
  readonly closed_at: Date | null;
  /** The ordered SKUs, for search. */
  readonly skus: readonly string[];
  /** How many timeline events there are; the newest has this sequence. */
  readonly event_count: number;
  readonly snapshot: Json<OrderSnapshot>;
  /** The transaction that wrote the row last: the database notes it itself. */
  readonly changed_in: Generated<string>;
}

/** What a shipment's readers see, beside its own state: all of the order that a courier needs. */
export interface ShipmentContents {
  readonly items: readonly OrderItem[];
  readonly deliveryAddress: Address | null;
  readonly shipment: ShipmentSnapshot;
}

/** The read model of shipments, written together with their order. */
export interface ShipmentsTable {
  readonly id: string;
  readonly order_id: string;
  readonly fulfillment_id: string;
  readonly customer_id: string;
  readonly location: string;
  readonly status: ShipmentStatus;
  /** The status before this revision; null when there was none. */
  readonly previous_status: ShipmentStatus | null;
  readonly revision: number;
  readonly tracking_number: string | null;
  readonly carrier: string | null;
  /** Infinity where there is no estimate: such shipments come last. */
  readonly estimated_delivery: Date | number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly contents: Json<ShipmentContents>;
  /** The transaction that wrote the row last: the database notes it itself. */
  readonly changed_in: Generated<string>;
}

/** The timeline: numbered 1, 2, 3 … per order under the order row's lock. */
export interface OrderEventsTable {
  readonly order_id: string;
  readonly sequence: number;
  readonly key: string;
  readonly type: string;
  readonly at: Date;
  readonly actor_kind: ActorKind;
  readonly actor_id: string | null;
  readonly fulfillment_id: string | null;
  readonly request_id: string | null;
  readonly message: string;
}

/** Every table, as Kysely wants it. bigint columns are read as numbers: every process sets the parser. */
export interface Database {
  readonly products: ProductsTable;
  readonly stock: StockTable;
  readonly store_requests: StoreRequestsTable;
  readonly order_claims: OrderClaimsTable;
  readonly reservations: ReservationsTable;
  readonly payments: PaymentsTable;
  readonly fraud_settings: FraudSettingsTable;
  readonly fraud_tallies: FraudTalliesTable;
  readonly bookings: BookingsTable;
  readonly orders: OrdersTable;
  readonly shipments: ShipmentsTable;
  readonly order_events: OrderEventsTable;
}
