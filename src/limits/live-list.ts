import type {
  DocumentNode,
  FieldNode,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { getArgumentValues, Kind, OperationTypeNode } from 'graphql';
import { costsOf } from './field-costs.js';

/**
 * A key for the live list that the operation watches, from its field and arguments; null when it watches none.
 *
 * @param coerced the variables as their types say
 */
export function liveListOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  coerced: Readonly<Record<string, unknown>>,
): string | null {
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return null;
  const node = firstField(document, operation.selectionSet);
  const field = node && schema.getSubscriptionType()?.getFields()[node.name.value];
  if (!node || !field || !costsOf(field).isLiveList) return null;
  return JSON.stringify([field.name, getArgumentValues(field, node, coerced)]);
}

function firstField({ definitions }: DocumentNode, { selections }: SelectionSetNode): FieldNode | null {
  let [selection] = selections;
  while (selection && selection.kind !== Kind.FIELD) {
    const spread = selection;
    const holder =
      spread.kind === Kind.INLINE_FRAGMENT
        ? spread
        : definitions.find(
            (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === spread.name.value,
          );
    [selection] = holder && 'selectionSet' in holder ? holder.selectionSet.selections : [];
  }
  return selection ?? null;
}
