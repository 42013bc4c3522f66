import type { GraphQLError } from 'graphql';
import type { Caller } from '../auth/caller.js';
import type { CallerBudgets } from '../limits/caller-budgets.js';
import type { Documents } from '../limits/documents.js';

/** What may be executed, its text and what it costs (null: not known), or why it may not be. */
export type Examined =
  | { readonly cost: number | null; readonly query?: string }
  | { readonly refusals: readonly GraphQLError[] };

/** Checks a request before anything is executed. Apollo refuses what is not a GraphQL request. */
export function examineRequest(
  documents: Documents,
  budgets: CallerBudgets,
  caller: Caller,
  body: unknown,
): Examined {
  if (!isRecord(body)) return { cost: null };
  const { query = '', operationName = null, variables = null, documentId, extensions = null } = body;
  const isNamed = (documentId ?? (isRecord(extensions) ? extensions.documentId : null)) != null;
  const isRequest =
    typeof query === 'string' &&
    (query !== '' || isNamed) &&
    (extensions === null || isRecord(extensions)) &&
    (operationName === null || typeof operationName === 'string') &&
    (variables === null || isRecord(variables));
  if (!isRequest) return { cost: null };
  const operation = documents.prepare({ query, operationName, variables, documentId, extensions });
  if (!('prepared' in operation)) return { refusals: operation };
  const refusal = budgets.pay(caller, operation.cost);
  return refusal ? { refusals: [refusal] } : { cost: operation.cost, query: operation.prepared.text };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
