/* eslint-disable */
import * as types from './graphql.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "fragment OrderOnPage on Order {\n  id\n  revision\n  status\n  closedAt\n  availableActions\n  totalCharged {\n    amount\n    currency\n  }\n  fulfillments {\n    id\n    status\n    shipment {\n      id\n      revision\n      status\n      carrier\n      trackingNumber\n      estimatedDelivery\n    }\n  }\n}\n\nsubscription TrackOrder($id: ID!) {\n  orderUpdated(id: $id) {\n    ...OrderOnPage\n  }\n}\n\nsubscription FollowTimeline($id: ID!, $after: String) {\n  orderEvents(id: $id, after: $after) {\n    cursor\n    sequence\n    type\n    at\n    message\n  }\n}\n\nquery ListOrders($where: OrderFilter) {\n  orders(first: 100, where: $where) {\n    nodes {\n      ...OrderOnPage\n    }\n  }\n}\n\nquery ReadChanges($changedAfter: String) {\n  orders(first: 100, sort: CHANGED_ASC, where: {changedAfter: $changedAfter}) {\n    nodes {\n      ...OrderOnPage\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nsubscription WatchList($where: OrderFilter) {\n  ordersChanged(where: $where) {\n    kind\n    orderId\n    order {\n      ...OrderOnPage\n    }\n  }\n}\n\nmutation CancelOrder($input: OrderCancelInput!) {\n  orderCancel(input: $input) {\n    pending\n    order {\n      ...OrderOnPage\n    }\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}": typeof types.OrderOnPageFragmentDoc,
};
const documents: Documents = {
    "fragment OrderOnPage on Order {\n  id\n  revision\n  status\n  closedAt\n  availableActions\n  totalCharged {\n    amount\n    currency\n  }\n  fulfillments {\n    id\n    status\n    shipment {\n      id\n      revision\n      status\n      carrier\n      trackingNumber\n      estimatedDelivery\n    }\n  }\n}\n\nsubscription TrackOrder($id: ID!) {\n  orderUpdated(id: $id) {\n    ...OrderOnPage\n  }\n}\n\nsubscription FollowTimeline($id: ID!, $after: String) {\n  orderEvents(id: $id, after: $after) {\n    cursor\n    sequence\n    type\n    at\n    message\n  }\n}\n\nquery ListOrders($where: OrderFilter) {\n  orders(first: 100, where: $where) {\n    nodes {\n      ...OrderOnPage\n    }\n  }\n}\n\nquery ReadChanges($changedAfter: String) {\n  orders(first: 100, sort: CHANGED_ASC, where: {changedAfter: $changedAfter}) {\n    nodes {\n      ...OrderOnPage\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nsubscription WatchList($where: OrderFilter) {\n  ordersChanged(where: $where) {\n    kind\n    orderId\n    order {\n      ...OrderOnPage\n    }\n  }\n}\n\nmutation CancelOrder($input: OrderCancelInput!) {\n  orderCancel(input: $input) {\n    pending\n    order {\n      ...OrderOnPage\n    }\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}": types.OrderOnPageFragmentDoc,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment OrderOnPage on Order {\n  id\n  revision\n  status\n  closedAt\n  availableActions\n  totalCharged {\n    amount\n    currency\n  }\n  fulfillments {\n    id\n    status\n    shipment {\n      id\n      revision\n      status\n      carrier\n      trackingNumber\n      estimatedDelivery\n    }\n  }\n}\n\nsubscription TrackOrder($id: ID!) {\n  orderUpdated(id: $id) {\n    ...OrderOnPage\n  }\n}\n\nsubscription FollowTimeline($id: ID!, $after: String) {\n  orderEvents(id: $id, after: $after) {\n    cursor\n    sequence\n    type\n    at\n    message\n  }\n}\n\nquery ListOrders($where: OrderFilter) {\n  orders(first: 100, where: $where) {\n    nodes {\n      ...OrderOnPage\n    }\n  }\n}\n\nquery ReadChanges($changedAfter: String) {\n  orders(first: 100, sort: CHANGED_ASC, where: {changedAfter: $changedAfter}) {\n    nodes {\n      ...OrderOnPage\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nsubscription WatchList($where: OrderFilter) {\n  ordersChanged(where: $where) {\n    kind\n    orderId\n    order {\n      ...OrderOnPage\n    }\n  }\n}\n\nmutation CancelOrder($input: OrderCancelInput!) {\n  orderCancel(input: $input) {\n    pending\n    order {\n      ...OrderOnPage\n    }\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}"): (typeof documents)["fragment OrderOnPage on Order {\n  id\n  revision\n  status\n  closedAt\n  availableActions\n  totalCharged {\n    amount\n    currency\n  }\n  fulfillments {\n    id\n    status\n    shipment {\n      id\n      revision\n      status\n      carrier\n      trackingNumber\n      estimatedDelivery\n    }\n  }\n}\n\nsubscription TrackOrder($id: ID!) {\n  orderUpdated(id: $id) {\n    ...OrderOnPage\n  }\n}\n\nsubscription FollowTimeline($id: ID!, $after: String) {\n  orderEvents(id: $id, after: $after) {\n    cursor\n    sequence\n    type\n    at\n    message\n  }\n}\n\nquery ListOrders($where: OrderFilter) {\n  orders(first: 100, where: $where) {\n    nodes {\n      ...OrderOnPage\n    }\n  }\n}\n\nquery ReadChanges($changedAfter: String) {\n  orders(first: 100, sort: CHANGED_ASC, where: {changedAfter: $changedAfter}) {\n    nodes {\n      ...OrderOnPage\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nsubscription WatchList($where: OrderFilter) {\n  ordersChanged(where: $where) {\n    kind\n    orderId\n    order {\n      ...OrderOnPage\n    }\n  }\n}\n\nmutation CancelOrder($input: OrderCancelInput!) {\n  orderCancel(input: $input) {\n    pending\n    order {\n      ...OrderOnPage\n    }\n    userErrors {\n      code\n      message\n      field\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;