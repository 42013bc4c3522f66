import { parser } from '@prometheus-io/lezer-promql';

/** The names of the metrics that a query in PromQL reads. Throws where it makes no sense. */
export function metricsIn(query: string): readonly string[] {
  const names: string[] = [];
  parser.parse(query).iterate({
    enter: ({ type, name, from, to, node }) => {
      if (type.isError) throw new Error(`not PromQL at "${query.slice(from)}": ${query}`);
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') names.push(query.slice(from, to));
    },
  });
  return names;
}
