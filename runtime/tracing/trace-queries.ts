import type pg from 'pg';
import type { Tracing } from './tracing.js';

/** A span for each query of the pool's connections that is part of a trace. Texts and values stay out of it: they may be private. */
export function traceQueries(pool: pg.Pool, tracing: Tracing): void {
  if (!tracing.isOn) return;
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const traced = (...args: unknown[]) => {
      const name = nameOf(args[0]);
      // The pool asks with a callback; and what nobody asked for, such as a probe, is no trace.
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
