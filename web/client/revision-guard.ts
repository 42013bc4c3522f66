import { ApolloLink } from '@apollo/client';
import type { Observable } from 'rxjs';
import { map } from 'rxjs';

type Fields = Readonly<Record<string, unknown>>;

interface Known {
  readonly revision: number;
  readonly fields: Fields;
}

const capacity = 5_000;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Merges the newer over the older, recursively. */
function overlay(older: unknown, newer: unknown): unknown {
  if (Array.isArray(older) && Array.isArray(newer)) {
    return newer.map((item) => {
      const twin = isFields(item) && older.find((other) => isFields(other) && other.id === item.id);
      return twin && 'id' in item ? overlay(twin, item) : item;
    });
  }
  if (!isFields(older) || !isFields(newer)) return newer;
  const merged: Record<string, unknown> = { ...older };
  for (const key of Object.keys(older)) if (key in newer) merged[key] = overlay(older[key], newer[key]);
  return merged;
}

/**
 * Answers overtake each other: a query sent before a change may arrive after the subscription's message about it.
 * The guard remembers the newest revision of each order and shipment, and merges it over any older answer,
 * so that nothing on a page goes back in time.
 */
export class RevisionGuard {
  readonly #known = new Map<string, Known>();

  /** The answer, with nothing older than what was seen before. */
  apply(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.apply(item));
    if (!isFields(value)) return value;
    const { __typename, id, revision } = value;
    // A page of a tracking link has one order, which has no id.
    const isOnly = __typename === 'TrackedOrder';
    if (typeof revision !== 'number' || !(isOnly || typeof id === 'string')) return this.#applyInside(value);
    const key = `${String(__typename)}:${String(id)}`;
    const known = this.#known.get(key);
    const stale = known !== undefined && revision < known.revision;
    const current = this.#applyInside(stale ? (overlay(value, known.fields) as Fields) : value);
    if (!stale) {
      const same = known?.revision === revision ? known.fields : {};
      this.#remember(key, { revision, fields: { ...same, ...current } });
    }
    return current;
  }

  #applyInside(fields: Fields): Fields {
    const applied: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(fields)) applied[key] = this.apply(value);
    return applied;
  }

  #remember(key: string, known: Known): void {
    this.#known.delete(key);
    this.#known.set(key, known);
    if (this.#known.size > capacity) {
      const oldest = this.#known.keys().next();
      if (!oldest.done) this.#known.delete(oldest.value);
    }
  }
}

/** The guard as a link between the cache and all transports. */
export class RevisionGuardLink extends ApolloLink {
  readonly #guard = new RevisionGuard();

  override request(
    operation: ApolloLink.Operation,
    forward: ApolloLink.ForwardFunction,
  ): Observable<ApolloLink.Result> {
    return forward(operation).pipe(
      map((result) => ({ ...result, data: this.#guard.apply(result.data) }) as ApolloLink.Result),
    );
  }
}
