import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { getNamedType, isInterfaceType, isObjectType, Kind } from 'graphql';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../store/page.js';
import { costsOf, isList, isPaged } from './field-costs.js';

/** How many aliases one in introspection counts as: it repeats a large part of the schema. */
export const INTROSPECTION_ALIAS = 20;

const introspection: ReadonlySet<string> = new Set(['__schema', '__type']);

/** The size of an operation. Fragments count as often as they are spread. */
export interface Measure {
  /** How deep it is nested, introspection aside. */
  readonly depth: number;
  /** The number of its root fields. */
  readonly roots: number;
  readonly aliases: number;
  /** The number of fields that the answer may hold, plus the cost of the reads behind them. */
  readonly cost: number;
}

type Variables = Readonly<Record<string, unknown>>;

const nothing: Measure = { depth: 0, roots: 0, aliases: 0, cost: 0 };

/**
 * Measures an operation, valid or not. Where a page size is a variable, its value counts. Each fragment is measured once for
 * each page size, however often it is spread.
 */
export function measureOperation(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Measure>();
  const defaults = new Map<string, unknown>();
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue?.kind === Kind.INT) defaults.set(variable.name.value, Number(defaultValue.value));
  }

  function measure(set: SelectionSetNode, type: GraphQLNamedType | undefined, page: number): Measure {
    let total = nothing;
    for (const selection of set.selections) {
      switch (selection.kind) {
        case Kind.FIELD:
          total = sum(total, measureField(selection, type, page));
          break;
        case Kind.INLINE_FRAGMENT: {
          const { typeCondition, selectionSet } = selection;
          total = sum(total, measure(selectionSet, typeCondition ? typeOf(typeCondition) : type, page));
          break;
        }
        case Kind.FRAGMENT_SPREAD:
          total = sum(total, measureFragment(selection.name.value, page));
          break;
        default:
          selection satisfies never;
      }
    }
    return total;
  }

  function measureField(node: FieldNode, parent: GraphQLNamedType | undefined, page: number): Measure {
    const name = node.name.value;
    // Clients put it into every object; without an alias it appears only once there.
    if (name === '__typename' && !node.alias) return { ...nothing, roots: 1 };
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const pageBelow = field && isPaged(field) ? pageSizeOf(node) : page;
    const type = field && getNamedType(field.type);
    const below = node.selectionSet ? measure(node.selectionSet, type, pageBelow) : nothing;
    const aliases = below.aliases + (node.alias ? 1 : 0);
    if (introspection.has(name)) {
      // Introspection is deep by nature; without aliases it is bounded by the schema.
      return { depth: 1, roots: 1, aliases: aliases * INTROSPECTION_ALIAS, cost: 1 + below.cost };
    }
    const { maxSize = 1, price = 1 } = field ? costsOf(field) : {};
    const size = maxSize === 'PAGE' ? page : maxSize;
    // In a list of plain values each entry costs 1.
    const entry = field && isList(field) ? Math.max(below.cost, 1) : below.cost;
    return { depth: below.depth + 1, roots: 1, aliases, cost: price + entry * size };
  }

  function measureFragment(name: string, page: number): Measure {
    const key = `${page} ${name}`;
    const known = measured.get(key);
    if (known) return known;
    // Validation refuses a fragment that spreads itself; here it must only terminate.
    measured.set(key, nothing);
    const fragment = fragments.get(name);
    const result = fragment ? measure(fragment.selectionSet, typeOf(fragment.typeCondition), page) : nothing;
    measured.set(key, result);
    return result;
  }

  /** The requested page size; the largest possible where it cannot be determined. */
  function pageSizeOf({ arguments: given }: FieldNode): number {
    const sizes = (given ?? [])
      .filter(({ name }) => name.value === 'first' || name.value === 'last')
      .map(({ value }) => {
        if (value.kind === Kind.INT) return Number(value.value);
        if (value.kind === Kind.NULL) return null;
        if (value.kind !== Kind.VARIABLE) return MAX_PAGE_SIZE;
        const name = value.name.value;
        return Object.hasOwn(variables, name) ? variables[name] : (defaults.get(name) ?? null);
      })
      .filter((size) => size !== null && size !== undefined);
    const [size = DEFAULT_PAGE_SIZE] = sizes;
    if (sizes.length > 1 || typeof size !== 'number' || Number.isNaN(size)) return MAX_PAGE_SIZE;
    return Math.min(Math.max(size, 1), MAX_PAGE_SIZE);
  }

  function typeOf({ name }: { readonly name: { readonly value: string } }): GraphQLNamedType | undefined {
    return schema.getType(name.value);
  }

  return measure(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, MAX_PAGE_SIZE);
}

function sum(one: Measure, other: Measure): Measure {
  return {
    depth: Math.max(one.depth, other.depth),
    roots: one.roots + other.roots,
    aliases: one.aliases + other.aliases,
    cost: one.cost + other.cost,
  };
}
