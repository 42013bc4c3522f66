import type pg from 'pg';
import type { Tracing } from './tracing.js';

/** Adds a span for each query that is part of a trace, without texts and values: they may be private. */
export function traceQueries(pool: pg.Pool, tracing: Tracing): void {
  if (!tracing.isOn) return;
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const traced = (...args: unknown[]) => {
      const name = nameOf(args[0]);
      // The pool's own queries pass a callback. Work without a trace, such as a probe, starts none.
      if (typeof args.at(-1) === 'function' || tracing.place() === undefined) return query(...args);
      const attributes = { 'db.system.name': 'postgresql', 'db.operation.name': name };
      return tracing.span(`PostgreSQL ${name}`, { kind: 'client', attributes }, () => query(...args));
    };
    client.query = traced as typeof client.query;
  });
}

/** The name of a named statement, otherwise its first word. */
function nameOf(statement: unknown): string {
  const { name, text } = (typeof statement === 'object' ? statement : { text: statement }) as {
    readonly name?: string;
    readonly text?: string;
  };
  return name ?? (/^\s*\(?(\w+)/.exec(text ?? '')?.[1] ?? 'query').toLowerCase();
}
