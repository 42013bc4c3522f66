import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getVariableValues, parse } from 'graphql';
import type { OrderSort } from '../../../schema/graphql/enums.js';
import type { OrderFilter } from '../../../schema/graphql/list-arguments.js';
import { badInput } from '../../errors/api-errors.js';
import { measureOperation } from '../../limits/measure-operation.js';

/** What an export shows of a page of orders, as an operation: it takes the same arguments, and costs as much for each hundred. */
const document = parse(`query Export($where: OrderFilter, $sort: OrderSort) {
  orders(first: 100, where: $where, sort: $sort) {
    nodes {
      id customerId status placedAt updatedAt closedAt
      items { sku name quantity }
      deliveryAddress { name city country }
      fulfillments { shipment { trackingNumber } }
      totalCharged { amount currency } totalRefunded { amount currency }
    }
  }
}`);
const operation = document.definitions[0] as OperationDefinitionNode;

export interface ExportArguments {
  readonly where?: OrderFilter | null;
  readonly sort?: keyof typeof OrderSort | null;
}

/** The arguments in the body of a request, by the rules of the query `orders`; throws BAD_USER_INPUT for others. */
export function exportArguments(schema: GraphQLSchema, body: unknown): ExportArguments {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badInput('Send a JSON object with where and sort, as the query orders takes them');
  }
  const unknown = Object.keys(body).find((name) => name !== 'where' && name !== 'sort');
  if (unknown !== undefined) throw badInput(`An export takes where and sort, not ${unknown}`);
  const { coerced, errors } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    body as Record<string, unknown>,
    { maxErrors: 1 },
  );
  if (errors) throw badInput(errors[0]?.message ?? 'The arguments are not those of the query orders');
  return coerced as ExportArguments;
}

/** What each order of an export costs its caller. */
export function costOfExportedOrder(schema: GraphQLSchema): number {
  return measureOperation(schema, document, operation, {}).cost / 100;
}
