/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Which side cancelled an order. */
export type CancelledBy =
  /** The business. */
  | 'BUSINESS'
  /** The customer. */
  | 'CUSTOMER';

/** Where one fulfillment is in its life. */
export type FulfillmentStatus =
  /** Cancelled; what was done for it has been undone, or is being undone. */
  | 'CANCELLED'
  /** Delivered. */
  | 'COMPLETED'
  /** The charge was declined, or the shipment was lost, damaged or sent back. */
  | 'FAILED'
  /** Reserved, not yet charged. */
  | 'PENDING'
  /** Being charged, booked, carried or delivered. */
  | 'PROCESSING'
  /** No warehouse has these items. */
  | 'UNAVAILABLE';

/** The kind of a message about a live list. */
export type ListChangeKind =
  /** An entry changed and matches the filter. */
  | 'CHANGED'
  /** An entry matched the filter and no longer does. */
  | 'LEFT'
  /** Read the list now: what you have may be out of date. */
  | 'RESYNC';

/** An action on an order. */
export type OrderAction =
  /** Accept the order without its unavailable items: orderAmend. */
  | 'AMEND'
  /** Cancel what is not dispatched yet: orderCancel. */
  | 'CANCEL';

/** An order to cancel, except for what is already dispatched. */
export type OrderCancelInput = {
  /** Which side cancels. The caller’s role decides; only the role DEVELOPER may choose, with CUSTOMER as the default. */
  readonly by?: CancelledBy | null | undefined;
  /** The order. */
  readonly id: string;
  /** The reason, for the timeline; at most 500 characters. */
  readonly reason?: string | null | undefined;
  /** Chosen by the caller, so that a repeated request acts once and gets the same answer. Generated when left out. The same id with another action or payload is refused with REQUEST_ID_TAKEN. */
  readonly requestId?: string | null | undefined;
};

/** What happened to an order. */
export type OrderEventType =
  /** The customer did not decide in time. */
  | 'ACTION_TIMED_OUT'
  /** Somebody cancelled the order. */
  | 'CANCEL_REQUESTED'
  /** Reserved items were put back into stock. */
  | 'ITEMS_RELEASED'
  /** Items were reserved in a warehouse. */
  | 'ITEMS_RESERVED'
  /** No warehouse has these items. */
  | 'ITEMS_UNAVAILABLE'
  /** The customer accepted the order without its unavailable items. */
  | 'ORDER_AMENDED'
  /** The order ended: cancelled. */
  | 'ORDER_CANCELLED'
  /** The order ended: all delivered. */
  | 'ORDER_COMPLETED'
  /** The order ended: nothing could be delivered. */
  | 'ORDER_FAILED'
  /** The order ended: some delivered, some failed. */
  | 'ORDER_PARTIALLY_COMPLETED'
  /** The order was placed. */
  | 'ORDER_PLACED'
  /** The order ended: the customer did not decide in time. */
  | 'ORDER_TIMED_OUT'
  /** An event that this version of the API does not know. */
  | 'OTHER'
  /** A fulfillment was charged. */
  | 'PAYMENT_CHARGED'
  /** The charge of a fulfillment was declined. */
  | 'PAYMENT_DECLINED'
  /** A charge went back to the customer. */
  | 'PAYMENT_REFUNDED'
  /** A request was refused. */
  | 'REQUEST_REFUSED'
  /** A shipment was assigned to a courier, or to nobody again. */
  | 'SHIPMENT_ASSIGNED'
  /** A courier was booked. */
  | 'SHIPMENT_BOOKED'
  /** A booking was cancelled. */
  | 'SHIPMENT_CANCELLED'
  /** A shipment arrived. */
  | 'SHIPMENT_DELIVERED'
  /** The courier picked a shipment up. */
  | 'SHIPMENT_DISPATCHED'
  /** A shipment was lost, damaged or sent back. */
  | 'SHIPMENT_FAILED'
  /** The delivery window of a shipment passed before it arrived. Reported once for each window. */
  | 'SHIPMENT_LATE'
  /** The courier reported on a shipment. */
  | 'SHIPMENT_TRACKED';

/** Which orders a list shows. All given conditions must hold. */
export type OrderFilter = {
  /** Changed after this mark: a `changeMark` or cursor of a list sorted by CHANGED_ASC, or the mark of a RESYNC. After the error CHANGE_MARK_EXPIRED, read the whole list. Not in subscriptions. */
  readonly changedAfter?: string | null | undefined;
  /** Of this customer. */
  readonly customerId?: string | null | undefined;
  /** With one of these ids; at most 100. An empty list matches nothing. */
  readonly ids?: ReadonlyArray<string> | null | undefined;
  /** True: only those with a late shipment (`Order.isLate`); false: only the others. */
  readonly isLate?: boolean | null | undefined;
  /** True: only open orders; false: only closed ones (`closedAt` is set). */
  readonly open?: boolean | null | undefined;
  /** Placed later than this. */
  readonly placedAfter?: string | null | undefined;
  /** Placed earlier than this. */
  readonly placedBefore?: string | null | undefined;
  /** The start of an order id, of a tracking number, or of a word of the recipient’s name; a part of a product’s name; or exactly a customer id or SKU. Recipients and tracking numbers find at most 1,000 orders each, and so does a part of several products’ names (the first 10 products count). Not in subscriptions. */
  readonly search?: string | null | undefined;
  /** With exactly this SKU among its items. */
  readonly sku?: string | null | undefined;
  /** In one of these statuses. An empty list matches nothing. */
  readonly status?: ReadonlyArray<OrderStatus> | null | undefined;
  /** Changed later than this. */
  readonly updatedAfter?: string | null | undefined;
  /** Last changed earlier than this. */
  readonly updatedBefore?: string | null | undefined;
};

/** Where an order is in its life. */
export type OrderStatus =
  /** Cancelled by the customer or the business; nothing is to be delivered. */
  | 'CANCELLED'
  /** Everything that was to be delivered has been delivered. */
  | 'COMPLETED'
  /** Some items are unavailable: the customer amends or cancels before the deadline. */
  | 'CUSTOMER_ACTION_REQUIRED'
  /** Nothing could be delivered. */
  | 'FAILED'
  /** Some was delivered, and some failed. */
  | 'PARTIALLY_COMPLETED'
  /** Accepted; its items are being reserved. */
  | 'PENDING'
  /** Its fulfillments are being charged, booked, carried or delivered. */
  | 'PROCESSING'
  /** The customer did not decide about the unavailable items in time. */
  | 'TIMED_OUT';

/** Where a shipment is. */
export type ShipmentStatus =
  /** A courier is booked and will pick it up. */
  | 'BOOKED'
  /** Cancelled before it was picked up. */
  | 'CANCELLED'
  /** It has arrived. */
  | 'DELIVERED'
  /** The courier has it. */
  | 'DISPATCHED'
  /** Lost, damaged or sent back. */
  | 'FAILED'
  /** A courier is being booked. */
  | 'PENDING';

/** Why a mutation did nothing. */
export type UserErrorCode =
  /** It has ended and accepts no more requests. */
  | 'ALREADY_FINAL'
  /** The input breaks a rule: `field` says where. */
  | 'INVALID'
  /** The present state does not allow it. */
  | 'NOT_ALLOWED_NOW'
  /** Fewer units are available than the request would remove. */
  | 'NOT_ENOUGH'
  /** It does not exist, or the caller may not see it. */
  | 'NOT_FOUND'
  /** Another order has this id. */
  | 'ORDER_ID_TAKEN'
  /** A reason that this version of the API does not know. */
  | 'OTHER'
  /** The catalogue does not have this SKU: `field` names it. */
  | 'PRODUCT_NOT_FOUND'
  /** The request id was already used for another request. */
  | 'REQUEST_ID_TAKEN';

export type OrderOnPageFragment = { readonly id: string, readonly revision: number, readonly status: OrderStatus, readonly closedAt: string | null, readonly availableActions: ReadonlyArray<OrderAction>, readonly totalCharged: { readonly amount: number, readonly currency: string }, readonly fulfillments: ReadonlyArray<{ readonly id: string, readonly status: FulfillmentStatus, readonly shipment: { readonly id: string, readonly revision: number, readonly status: ShipmentStatus, readonly carrier: string | null, readonly trackingNumber: string | null, readonly estimatedDelivery: string | null } | null }> };

export type TrackOrderSubscriptionVariables = Exact<{
  id: string;
}>;


export type TrackOrderSubscription = { readonly orderUpdated: { readonly id: string, readonly revision: number, readonly status: OrderStatus, readonly closedAt: string | null, readonly availableActions: ReadonlyArray<OrderAction>, readonly totalCharged: { readonly amount: number, readonly currency: string }, readonly fulfillments: ReadonlyArray<{ readonly id: string, readonly status: FulfillmentStatus, readonly shipment: { readonly id: string, readonly revision: number, readonly status: ShipmentStatus, readonly carrier: string | null, readonly trackingNumber: string | null, readonly estimatedDelivery: string | null } | null }> } };

export type FollowTimelineSubscriptionVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type FollowTimelineSubscription = { readonly orderEvents: { readonly cursor: string, readonly sequence: number, readonly type: OrderEventType, readonly at: string, readonly message: string } };

export type ListOrdersQueryVariables = Exact<{
  where?: OrderFilter | null | undefined;
}>;


export type ListOrdersQuery = { readonly orders: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly revision: number, readonly status: OrderStatus, readonly closedAt: string | null, readonly availableActions: ReadonlyArray<OrderAction>, readonly totalCharged: { readonly amount: number, readonly currency: string }, readonly fulfillments: ReadonlyArray<{ readonly id: string, readonly status: FulfillmentStatus, readonly shipment: { readonly id: string, readonly revision: number, readonly status: ShipmentStatus, readonly carrier: string | null, readonly trackingNumber: string | null, readonly estimatedDelivery: string | null } | null }> }> } | null };

export type ReadChangesQueryVariables = Exact<{
  changedAfter?: string | null | undefined;
}>;


export type ReadChangesQuery = { readonly orders: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly revision: number, readonly status: OrderStatus, readonly closedAt: string | null, readonly availableActions: ReadonlyArray<OrderAction>, readonly totalCharged: { readonly amount: number, readonly currency: string }, readonly fulfillments: ReadonlyArray<{ readonly id: string, readonly status: FulfillmentStatus, readonly shipment: { readonly id: string, readonly revision: number, readonly status: ShipmentStatus, readonly carrier: string | null, readonly trackingNumber: string | null, readonly estimatedDelivery: string | null } | null }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type WatchListSubscriptionVariables = Exact<{
  where?: OrderFilter | null | undefined;
}>;


export type WatchListSubscription = { readonly ordersChanged: { readonly kind: ListChangeKind, readonly orderId: string | null, readonly order: { readonly id: string, readonly revision: number, readonly status: OrderStatus, readonly closedAt: string | null, readonly availableActions: ReadonlyArray<OrderAction>, readonly totalCharged: { readonly amount: number, readonly currency: string }, readonly fulfillments: ReadonlyArray<{ readonly id: string, readonly status: FulfillmentStatus, readonly shipment: { readonly id: string, readonly revision: number, readonly status: ShipmentStatus, readonly carrier: string | null, readonly trackingNumber: string | null, readonly estimatedDelivery: string | null } | null }> } | null } };

export type CancelOrderMutationVariables = Exact<{
  input: OrderCancelInput;
}>;


export type CancelOrderMutation = { readonly orderCancel: { readonly pending: boolean, readonly order: { readonly id: string, readonly revision: number, readonly status: OrderStatus, readonly closedAt: string | null, readonly availableActions: ReadonlyArray<OrderAction>, readonly totalCharged: { readonly amount: number, readonly currency: string }, readonly fulfillments: ReadonlyArray<{ readonly id: string, readonly status: FulfillmentStatus, readonly shipment: { readonly id: string, readonly revision: number, readonly status: ShipmentStatus, readonly carrier: string | null, readonly trackingNumber: string | null, readonly estimatedDelivery: string | null } | null }> } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } | null };

export const OrderOnPageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OrderOnPage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Order"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"closedAt"}},{"kind":"Field","name":{"kind":"Name","value":"availableActions"}},{"kind":"Field","name":{"kind":"Name","value":"totalCharged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fulfillments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"shipment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"carrier"}},{"kind":"Field","name":{"kind":"Name","value":"trackingNumber"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedDelivery"}}]}}]}}]}}]} as unknown as DocumentNode<OrderOnPageFragment, unknown>;
export const TrackOrderDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"TrackOrder"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"orderUpdated"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OrderOnPage"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OrderOnPage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Order"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"closedAt"}},{"kind":"Field","name":{"kind":"Name","value":"availableActions"}},{"kind":"Field","name":{"kind":"Name","value":"totalCharged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fulfillments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"shipment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"carrier"}},{"kind":"Field","name":{"kind":"Name","value":"trackingNumber"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedDelivery"}}]}}]}}]}}]} as unknown as DocumentNode<TrackOrderSubscription, TrackOrderSubscriptionVariables>;
export const FollowTimelineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowTimeline"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"orderEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<FollowTimelineSubscription, FollowTimelineSubscriptionVariables>;
export const ListOrdersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListOrders"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"OrderFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"orders"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OrderOnPage"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OrderOnPage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Order"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"closedAt"}},{"kind":"Field","name":{"kind":"Name","value":"availableActions"}},{"kind":"Field","name":{"kind":"Name","value":"totalCharged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fulfillments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"shipment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"carrier"}},{"kind":"Field","name":{"kind":"Name","value":"trackingNumber"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedDelivery"}}]}}]}}]}}]} as unknown as DocumentNode<ListOrdersQuery, ListOrdersQueryVariables>;
export const ReadChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"changedAfter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"orders"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"sort"},"value":{"kind":"EnumValue","value":"CHANGED_ASC"}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"changedAfter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"changedAfter"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OrderOnPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OrderOnPage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Order"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"closedAt"}},{"kind":"Field","name":{"kind":"Name","value":"availableActions"}},{"kind":"Field","name":{"kind":"Name","value":"totalCharged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fulfillments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"shipment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"carrier"}},{"kind":"Field","name":{"kind":"Name","value":"trackingNumber"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedDelivery"}}]}}]}}]}}]} as unknown as DocumentNode<ReadChangesQuery, ReadChangesQueryVariables>;
export const WatchListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"WatchList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"OrderFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ordersChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"orderId"}},{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OrderOnPage"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OrderOnPage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Order"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"closedAt"}},{"kind":"Field","name":{"kind":"Name","value":"availableActions"}},{"kind":"Field","name":{"kind":"Name","value":"totalCharged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fulfillments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"shipment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"carrier"}},{"kind":"Field","name":{"kind":"Name","value":"trackingNumber"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedDelivery"}}]}}]}}]}}]} as unknown as DocumentNode<WatchListSubscription, WatchListSubscriptionVariables>;
export const CancelOrderDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelOrder"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OrderCancelInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"orderCancel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pending"}},{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OrderOnPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OrderOnPage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Order"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"closedAt"}},{"kind":"Field","name":{"kind":"Name","value":"availableActions"}},{"kind":"Field","name":{"kind":"Name","value":"totalCharged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fulfillments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"shipment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"carrier"}},{"kind":"Field","name":{"kind":"Name","value":"trackingNumber"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedDelivery"}}]}}]}}]}}]} as unknown as DocumentNode<CancelOrderMutation, CancelOrderMutationVariables>;