import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type {
  FraudResetInput,
  FraudSettingsUpdateInput,
  OrderAmendInput,
  OrderCancelInput,
  OrderCreateInput,
  OrderTrackingLinkInput,
  OrderTrackingLinkRevokeInput,
  ShipmentAssignInput,
  ShipmentDeliverInput,
  ShipmentDispatchInput,
  ShipmentEventCreateInput,
  ShipmentFailInput,
  StockAdjustInput,
  UserErrorPartsFragment,
} from '../generated/graphql.js';
import {
  FraudResetDocument,
  FraudSettingsUpdateDocument,
  OrderAmendDocument,
  OrderCancelDocument,
  OrderCreateDocument,
  OrderTrackingLinkDocument,
  OrderTrackingLinkRevokeDocument,
  ShipmentAssignDocument,
  ShipmentDeliverDocument,
  ShipmentDispatchDocument,
  ShipmentEventCreateDocument,
  ShipmentFailDocument,
  StockAdjustDocument,
} from '../generated/graphql.js';

/** What all payloads have in common, as far as buttons need it. */
export interface Outcome {
  readonly pending?: boolean;
  readonly userErrors: readonly UserErrorPartsFragment[];
}

/** A mutation, with functions for its variables and its payload. */
export interface RequestKind<TInput, TData, TVariables, TOutcome extends Outcome> {
  readonly document: TypedDocumentNode<TData, TVariables>;
  readonly variablesOf: (input: TInput, requestId: string) => TVariables;
  /** Null if the whole request failed. */
  readonly outcomeOf: (data: TData) => TOutcome | null;
}

type Unnumbered<TInput> = Omit<TInput, 'requestId'>;

function kind<TInput, TData, TVariables, TOutcome extends Outcome>(
  document: TypedDocumentNode<TData, TVariables>,
  variablesOf: (input: TInput, requestId: string) => TVariables,
  outcomeOf: (data: TData) => TOutcome | null,
): RequestKind<TInput, TData, TVariables, TOutcome> {
  return { document, variablesOf, outcomeOf };
}

export const createOrder = kind(
  OrderCreateDocument,
  (input: OrderCreateInput) => ({ input }),
  (data) => data.orderCreate,
);

export const amendOrder = kind(
  OrderAmendDocument,
  (input: Unnumbered<OrderAmendInput>, requestId) => ({ input: { ...input, requestId } }),
  (data) => data.orderAmend,
);

export const cancelOrder = kind(
  OrderCancelDocument,
  (input: Unnumbered<OrderCancelInput>, requestId) => ({ input: { ...input, requestId } }),
  (data) => data.orderCancel,
);

export const shareOrder = kind(
  OrderTrackingLinkDocument,
  (input: Unnumbered<OrderTrackingLinkInput>, requestId) => ({ input: { ...input, requestId } }),
  (data) => data.orderTrackingLink,
);

export const stopSharingOrder = kind(
  OrderTrackingLinkRevokeDocument,
  (input: Unnumbered<OrderTrackingLinkRevokeInput>, requestId) => ({ input: { ...input, requestId } }),
  (data) => data.orderTrackingLinkRevoke,
);

export const assignShipment = kind(
  ShipmentAssignDocument,
  (input: Unnumbered<ShipmentAssignInput>, requestId) => ({ input: { ...input, requestId } }),
  (data) => data.shipmentAssign,
);

export const dispatchShipment = kind(
  ShipmentDispatchDocument,
  (input: Unnumbered<ShipmentDispatchInput>, requestId) => ({ input: { ...input, requestId } }),
  (data) => data.shipmentDispatch,
);

export const deliverShipment = kind(
  ShipmentDeliverDocument,
  (input: Unnumbered<ShipmentDeliverInput>, requestId) => ({ input: { ...input, requestId } }),
  (data) => data.shipmentDeliver,
);

export const failShipment = kind(
  ShipmentFailDocument,
  (input: Unnumbered<ShipmentFailInput>, requestId) => ({ input: { ...input, requestId } }),
  (data) => data.shipmentFail,
);

export const addTrackingEvent = kind(
  ShipmentEventCreateDocument,
  (input: Unnumbered<ShipmentEventCreateInput>, requestId) => ({ input: { ...input, requestId } }),
  (data) => data.shipmentEventCreate,
);

export const adjustStock = kind(
  StockAdjustDocument,
  (input: Unnumbered<StockAdjustInput>, requestId) => ({ input: { ...input, requestId } }),
  (data) => data.stockAdjust,
);

export const updateFraudSettings = kind(
  FraudSettingsUpdateDocument,
  (input: Unnumbered<FraudSettingsUpdateInput>, requestId) => ({ input: { ...input, requestId } }),
  (data) => data.fraudSettingsUpdate,
);

export const resetFraud = kind(
  FraudResetDocument,
  (input: Unnumbered<FraudResetInput>, requestId) => ({ input: { ...input, requestId } }),
  (data) => data.fraudReset,
);
