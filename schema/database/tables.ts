import type { ColumnType, Generated } from 'kysely';
import type { ChargeFulfillmentResult } from '../contract/billing-activities.js';
import type { ReservedFulfillment } from '../contract/order-activities.js';
import type { BookShipmentResult } from '../contract/shipment-activities.js';
import type { ActorKind } from '../domain/actor.js';
import type { Address } from '../domain/order-input.js';
import type { OrderItem, OrderSnapshot, ShipmentSnapshot } from '../domain/order-snapshot.js';
import type { OrderStatus } from '../domain/order-status.js';
import type { ShipmentStatus } from '../domain/shipment-status.js';

/** jsonb: parsed when read, written as text. */
type Json<Value> = ColumnType<Value, string, string>;

/** The catalogue. Prices are in minor units. */
export interface ProductsTable {
  readonly sku: string;
  readonly name: string;
  readonly brand: string;
  readonly unit_price: number;
  readonly currency: string;
}

/** Units of a SKU in a warehouse: available, and reserved but not yet dispatched. */
export interface StockTable {
  readonly sku: string;
  readonly location: string;
  readonly available: number;
  readonly reserved: number;
}

/** The requests of managers, so that a repeated one acts once and gets its first answer. */
export interface StoreRequestsTable {
  readonly caller: string;
  readonly request_id: string;
  readonly content: Json<Readonly<Record<string, unknown>>>;
  /** Null when the request was carried out. */
  readonly refusal: string | null;
  readonly asked_at: Generated<Date>;
}

/** Who owns an order id: the intent row of `reserveItems`, and its stored result. Never deleted; archived, it loses its result. */
export interface OrderClaimsTable {
  readonly order_id: string;
  readonly run_id: string;
  /** No longer written: the run id says who owns the order id. */
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

/** One row per fulfillment to be charged. INTENT: the gateway may have been called. */
export interface PaymentsTable {
  readonly fulfillment_id: string;
  readonly order_id: string | null;
  readonly customer_id: string | null;
  readonly state: 'INTENT' | 'CHARGED' | 'DECLINED' | 'VOIDED' | 'REFUNDED';
  readonly total: number;
  readonly refunded: number;
  /** The epoch of the fraud tallies in which its amount was counted. */
  readonly fraud_epoch: Generated<number>;
  readonly result: Json<ChargeFulfillmentResult> | null;
}

/** Fraud settings of the installation: exactly one row. */
export interface FraudSettingsTable {
  readonly singleton: Generated<boolean>;
  /** The most a customer may be charged in total, in minor units; null: no limit. */
  readonly spending_limit: number | null;
  readonly maintenance_mode: boolean;
  /** Counts the resets of the tallies: a refund lowers a tally only if no reset came in between. */
  readonly epoch: Generated<number>;
}

/** What each customer has been charged since the last reset, in minor units. */
export interface FraudTalliesTable {
  readonly customer_id: string;
  readonly charged: number;
}

/** One row per shipment to be booked. INTENT: the courier may have been called. */
export interface BookingsTable {
  readonly shipment_id: string;
  readonly order_id: string | null;
  readonly state: 'INTENT' | 'BOOKED' | 'VOIDED';
  readonly result: Json<BookShipmentResult> | null;
}

/** The read model: one row per order, with the latest snapshot that its workflow published. */
export interface OrdersTable {
  readonly id: string;
  readonly run_id: string;
  readonly customer_id: string;
  readonly status: OrderStatus;
  /** The status before this revision, so that a repeated notification says the same; null when there was none. */
  readonly previous_status: OrderStatus | null;
  readonly revision: number;
  readonly placed_at: Date;
  readonly updated_at: Date;
  readonly closed_at: Date | null;
  /** Whether any of its shipments is late, and was before this revision. */
  readonly is_late: Generated<boolean>;
  readonly was_late: Generated<boolean>;
  /** The ordered SKUs. Queries find them through `order_skus`. */
  readonly skus: readonly string[];
  /** How many timeline events there are, and so the sequence of the newest. */
  readonly event_count: number;
  readonly snapshot: Json<OrderSnapshot>;
  /** The transaction that wrote the row last, set by a trigger. */
  readonly changed_in: Generated<string>;
}

/** The SKUs of each order, written by a trigger when the order is inserted. */
export interface OrderSkusTable {
  readonly order_id: string;
  readonly sku: string;
  /** The `placed_at` of the order. */
  readonly ordered_at: Date;
}

/** What the recipient of each order is found by, written by a trigger when the order is inserted. */
export interface OrderRecipientsTable {
  readonly order_id: string;
  /** The name from one of its words on, in small letters. */
  readonly term: string;
  /** The `placed_at` of the order. */
  readonly ordered_at: Date;
}

/** A shipment's state, and what its courier needs to know of the order. */
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
  /** The courier who has it, and who had it before this revision; null: nobody. */
  readonly courier_id: string | null;
  readonly previous_courier_id: string | null;
  /** Whether its promised delivery has passed, and had before this revision. */
  readonly is_late: Generated<boolean>;
  readonly was_late: Generated<boolean>;
  readonly revision: number;
  readonly tracking_number: string | null;
  readonly carrier: string | null;
  /** Infinity without an estimate, so that such shipments come last. */
  readonly estimated_delivery: Date | number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly contents: Json<ShipmentContents>;
  /** The transaction that wrote the row last, set by a trigger. */
  readonly changed_in: Generated<string>;
}

/** Which orders were asked whether they are late: one that does not answer is asked again, more and more rarely. */
export interface LateChecksTable {
  readonly shipment_id: string;
  /** The promise that it was asked about. */
  readonly estimated_delivery: Date;
  readonly times: number;
  readonly next_at: Date;
}

/** The timeline, numbered 1, 2, 3 … per order under the lock of the order's row. */
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
  /** The transaction that wrote the event; null for those from before there were webhooks. */
  readonly written_in: Generated<string | null>;
}

/** A URL that receives order events. */
export interface WebhooksTable {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** Null: all types. */
  readonly event_types: readonly string[] | null;
  /** PAUSED by a manager; DOWN: paused because it failed for too long. */
  readonly state: 'ACTIVE' | 'PAUSED' | 'DOWN';
  /** Sealed (`runtime/webhooks/sealed-secret.ts`). */
  readonly secret: string;
  /** The secret before the last rotation, which still signs until then. */
  readonly previous_secret: string | null;
  readonly previous_secret_until: Date | null;
  /** The position: events that come after this one, by transaction, order and sequence, are not delivered yet. */
  readonly written_in: string;
  readonly order_id: string;
  readonly sequence: number;
  /** Events after the position that are delivered all the same, as order id and sequence. */
  readonly ahead: Json<readonly (readonly [orderId: string, sequence: number])[]>;
  /** The round of deliveries that may move the position: a former one that still runs must not. */
  readonly round: string | null;
  /** Failed attempts since everything was delivered last. */
  readonly failures: number;
  readonly failing_since: Date | null;
  readonly last_error: string | null;
  readonly last_attempt_at: Date | null;
  readonly next_attempt_at: Date | null;
  readonly last_delivered_at: Date | null;
  readonly created_at: Generated<Date>;
  readonly updated_at: Generated<Date>;
}

/** The tracking links of orders. An order has one at a time: without `revoked_at`. */
export interface TrackingLinksTable {
  /** Half of the link's token; the other half is its signature, which is not stored. */
  readonly id: string;
  readonly order_id: string;
  readonly customer_id: string;
  readonly created_at: Generated<Date>;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
}

/** Old orders, moved here with all their rows by `npm run archive`. */
export interface ArchivedOrdersTable {
  readonly order_id: string;
  readonly customer_id: string;
  readonly closed_at: Date;
  readonly archived_at: Generated<Date>;
  /** The rows by table; null once they were exported and taken out. */
  readonly contents: Json<Readonly<Record<string, unknown>>> | null;
}

/** Every table, for Kysely. All processes read bigint columns as numbers (`runtime/database/open-pool.ts`). */
export interface Tables {
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
  readonly order_skus: OrderSkusTable;
  readonly order_recipients: OrderRecipientsTable;
  readonly shipments: ShipmentsTable;
  readonly late_checks: LateChecksTable;
  readonly order_events: OrderEventsTable;
  readonly tracking_links: TrackingLinksTable;
  readonly archived_orders: ArchivedOrdersTable;
  readonly webhooks: WebhooksTable;
}
