import type { GraphQLField, GraphQLSchema } from 'graphql';
import { getNullableType, isInterfaceType, isIntrospectionType, isListType, isObjectType } from 'graphql';
import type { FieldCosts } from '../../schema/graphql/field-costs.js';

type AnyField = Pick<GraphQLField<unknown, unknown>, 'args' | 'extensions' | 'type'>;

/** The declared costs of the field. */
export function costsOf(field: AnyField): FieldCosts {
  return (field.extensions.costs ?? {}) as FieldCosts;
}

/** Whether the field returns a page of a list. */
export function isPaged(field: AnyField): boolean {
  return field.args.some(({ name }) => name === 'first' || name === 'last');
}

export function isList({ type }: AnyField): boolean {
  return isListType(getNullableType(type));
}

/** Throws when a list declares no maximum size, so that no list escapes the limits. */
export function requireListSizes(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || !(isObjectType(type) || isInterfaceType(type))) continue;
    for (const [name, field] of Object.entries(type.getFields())) {
      if (isList(field) && costsOf(field).maxSize === undefined) {
        throw new Error(`The list ${type.name}.${name} does not declare its maxSize`);
      }
    }
  }
}
