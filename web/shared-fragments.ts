import type { FragmentDefinitionNode } from 'graphql';
import type { Plugin } from 'vite';

const documentLine = /^export const (\w+) = (\{"__meta__".*\}|\{"kind":"Document".*\}) as unknown as .*$/gm;

interface GeneratedDocument {
  readonly definitions: readonly { readonly kind: string }[];
}

/** Puts each fragment into the bundle once: the generated documents repeat the fragments that they spread. */
export function sharedFragments(): Plugin {
  return {
    name: 'shared-fragments',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/generated/graphql.ts')) return null;
      const fragments = new Map<string, string>();
      const documents = code.replace(documentLine, (_line, name: string, json: string) => {
        const { definitions, ...rest } = JSON.parse(json) as GeneratedDocument;
        const parts = definitions.map((definition) => {
          if (definition.kind !== 'FragmentDefinition') return JSON.stringify(definition);
          const shared = `shared${(definition as FragmentDefinitionNode).name.value}`;
          fragments.set(shared, JSON.stringify(definition));
          return shared;
        });
        return `export const ${name} = {...${JSON.stringify(rest)},definitions:[${parts.join(',')}]};`;
      });
      const shared = [...fragments].map(([name, json]) => `const ${name} = ${json};`);
      return { code: [...shared, documents].join('\n'), map: null };
    },
  };
}
