import type { GraphQLError } from 'graphql';
import type { Caller } from '../auth/caller.js';
import type { CallerBudgets } from '../limits/caller-budgets.js';
import type { Documents, PreparedOperation } from '../limits/documents.js';

/** What may be executed, or why it may not be. Null: Apollo finds that it is not a GraphQL request. */
export type Examined = PreparedOperation | { readonly refusals: readonly GraphQLError[] } | null;

/** Checks a request before anything is executed. */
export function examineRequest(
  documents: Documents,
  budgets: CallerBudgets,
  caller: Caller,
  body: unknown,
): Examined {
  if (!isRecord(body)) return null;
  const { query = '', operationName = null, variables = null, documentId, extensions = null } = body;
  const isNamed = (documentId ?? (isRecord(extensions) ? extensions.documentId : null)) != null;
  const isRequest =
    typeof query === 'string' &&
    (query !== '' || isNamed) &&
    (extensions === null || isRecord(extensions)) &&
    (operationName === null || typeof operationName === 'string') &&
    (variables === null || isRecord(variables));
  if (!isRequest) return null;
  const operation = documents.prepare({ query, operationName, variables, documentId, extensions }, (price) =>
    budgets.pay(caller, price),
  );
  return 'prepared' in operation ? operation : { refusals: operation };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
