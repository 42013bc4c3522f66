import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionSetNode,
  ValidationRule,
} from 'graphql';
import { GraphQLError, Kind } from 'graphql';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../store/page.js';

/** How deep a document may reach, introspection aside. */
const MAX_DEPTH = 12;

/** How many fields its answer may hold at the most, lists without page size aside. */
const MAX_FIELDS = 40_000;

const MAX_ROOT_FIELDS = 20;
const MAX_ALIASES = 100;
/** As how many an alias in introspection counts: what it repeats is a large part of the schema. */
const INTROSPECTION_ALIAS = 20;

/** The fields that are lists of pages: what is below them comes once for each edge. */
const connections: ReadonlySet<string> = new Set(['orders', 'shipments', 'products', 'events']);

const introspection: ReadonlySet<string> = new Set(['__schema', '__type']);

/** The most tokens a document may have; the parser stops there. */
export const maxTokens = 5_000;

/** Rules for documents beside those of the specification, the same over HTTP and WebSocket. */
export const validationRules: readonly ValidationRule[] = [limitDocument];

interface Cost {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
}

const nothing: Cost = { depth: 0, fields: 0, aliases: 0 };

/** Refuses documents that would cost too much, before any of it is executed. */
function limitDocument(context: Parameters<ValidationRule>[0]): ReturnType<ValidationRule> {
  return {
    Document(document) {
      for (const operation of operationsOf(document)) {
        const problem = problemOf(operation, measurer(document).measure(operation.selectionSet));
        if (problem) context.reportError(new GraphQLError(problem, { nodes: operation }));
      }
    },
  };
}

function problemOf({ selectionSet }: OperationDefinitionNode, cost: Cost): string | null {
  if (cost.depth > MAX_DEPTH)
    return `The operation is ${cost.depth} levels deep; at most ${MAX_DEPTH} are allowed`;
  if (cost.fields > MAX_FIELDS) {
    return `The operation may answer with ${cost.fields} fields; at most ${MAX_FIELDS} are allowed: ask for smaller pages`;
  }
  if (cost.aliases > MAX_ALIASES) {
    return `The operation has more than ${MAX_ALIASES} aliases; one in introspection counts as ${INTROSPECTION_ALIAS}`;
  }
  if (selectionSet.selections.length > MAX_ROOT_FIELDS) {
    return `The operation has more than ${MAX_ROOT_FIELDS} root fields`;
  }
  return null;
}

function operationsOf({ definitions }: DocumentNode): readonly OperationDefinitionNode[] {
  return definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

/** Measures selections; each fragment once, however often it is spread. */
function measurer({ definitions }: DocumentNode) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Cost>();

  function measure({ selections }: SelectionSetNode): Cost {
    let total = nothing;
    for (const selection of selections) {
      switch (selection.kind) {
        case Kind.FIELD:
          total = sum(total, measureField(selection));
          break;
        case Kind.INLINE_FRAGMENT:
          total = sum(total, measure(selection.selectionSet));
          break;
        case Kind.FRAGMENT_SPREAD:
          total = sum(total, measureFragment(selection.name.value));
          break;
        default:
          selection satisfies never;
      }
    }
    return total;
  }

  function measureField(field: FieldNode): Cost {
    const below = field.selectionSet ? measure(field.selectionSet) : nothing;
    const aliases = below.aliases + (field.alias ? 1 : 0);
    // Without an alias it comes once in each object, and clients put it in all of them.
    if (field.name.value === '__typename' && !field.alias) return nothing;
    // Introspection is deep by nature; without aliases it is bounded by the schema.
    if (introspection.has(field.name.value)) {
      return { depth: 1, fields: 1 + below.fields, aliases: aliases * INTROSPECTION_ALIAS };
    }
    return { depth: below.depth + 1, fields: 1 + below.fields * timesOf(field), aliases };
  }

  function measureFragment(name: string): Cost {
    const known = measured.get(name);
    if (known) return known;
    // A fragment that spreads itself is another rule's to refuse; here it must only come to an end.
    measured.set(name, nothing);
    const fragment = fragments.get(name);
    const cost = fragment ? measure(fragment.selectionSet) : nothing;
    measured.set(name, cost);
    return cost;
  }

  return { measure };
}

function sum(one: Cost, other: Cost): Cost {
  return {
    depth: Math.max(one.depth, other.depth),
    fields: one.fields + other.fields,
    aliases: one.aliases + other.aliases,
  };
}

/** How often what is below the field comes: a page size that is a variable may be the largest. */
function timesOf({ name, arguments: given }: FieldNode): number {
  if (!connections.has(name.value)) return 1;
  const size = given?.find((argument) => argument.name.value === 'first' || argument.name.value === 'last');
  if (!size) return DEFAULT_PAGE_SIZE;
  if (size.value.kind !== Kind.INT) return MAX_PAGE_SIZE;
  return Math.min(Math.max(Number(size.value.value), 1), MAX_PAGE_SIZE);
}
