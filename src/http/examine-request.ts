import type { GraphQLError } from 'graphql';
import type { Caller } from '../auth/caller.js';
import type { CallerBudgets } from '../limits/caller-budgets.js';
import type { Documents } from '../limits/documents.js';

/** The cost of a request that may be executed (null: unknown), or why it may not be. */
export type Examined = { readonly cost: number | null } | { readonly refusals: readonly GraphQLError[] };

/** Checks a request before anything is executed. Apollo refuses what is not a GraphQL request. */
export function examineRequest(
  documents: Documents,
  budgets: CallerBudgets,
  caller: Caller,
  body: unknown,
): Examined {
  if (!isRecord(body)) return { cost: null };
  const { query, operationName = null, variables = null } = body;
  const isRequest =
    typeof query === 'string' &&
    query !== '' &&
    (operationName === null || typeof operationName === 'string') &&
    (variables === null || isRecord(variables));
  if (!isRequest) return { cost: null };
  const operation = documents.prepare({ query, operationName, variables });
  if (!('prepared' in operation)) return { refusals: operation };
  const refusal = budgets.pay(caller, operation.cost);
  return refusal ? { refusals: [refusal] } : { cost: operation.cost };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
