import type { ASTVisitor, SelectionSetNode, ValidationContext } from 'graphql';
import { GraphQLError, Kind, OperationTypeNode } from 'graphql';

/**
 * A subscription needs exactly one root field. `@skip` and `@include` could remove it, depending on the variables.
 * @see https://spec.graphql.org/September2025/#sec-Single-Root-Field
 */
export function unconditionalSubscriptionRoot(context: ValidationContext): ASTVisitor {
  function refuseConditions({ selections }: SelectionSetNode, seen: Set<string>): void {
    for (const selection of selections) {
      for (const directive of selection.directives ?? []) {
        const name = directive.name.value;
        if (name !== 'skip' && name !== 'include') continue;
        const message = `The root field of a subscription cannot have @${name}`;
        context.reportError(new GraphQLError(message, { nodes: directive }));
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) refuseConditions(selection.selectionSet, seen);
      if (selection.kind !== Kind.FRAGMENT_SPREAD || seen.has(selection.name.value)) continue;
      seen.add(selection.name.value);
      const fragment = context.getFragment(selection.name.value);
      if (fragment) refuseConditions(fragment.selectionSet, seen);
    }
  }
  return {
    OperationDefinition({ operation, selectionSet }) {
      if (operation === OperationTypeNode.SUBSCRIPTION) refuseConditions(selectionSet, new Set());
    },
  };
}
