import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = new URL('snippets/', import.meta.url);
const guideFile = fileURLToPath(new URL('../../docs/front-end.md', import.meta.url));

/** The guide's place for a snippet, with the code that stands there. */
const place = /<!-- snippet (\S+) -->\n+(?:```\w+\n[\s\S]*?\n```\n+)?/g;

/** The guide as it stands. */
export function readGuide(): string {
  return readFileSync(guideFile, 'utf8');
}

/** The guide with every snippet as its file has it. */
export function withSnippets(guide: string): string {
  return guide.replace(place, (_, file: string) => {
    const code = readFileSync(new URL(basename(file), folder), 'utf8').trimEnd();
    return `<!-- snippet ${file} -->\n\n\`\`\`${extname(file).slice(1)}\n${code}\n\`\`\`\n\n`;
  });
}

/** The files that no place of the guide names. */
export function unusedSnippets(guide: string): readonly string[] {
  const used = new Set([...guide.matchAll(place)].map(([, file]) => file));
  return readdirSync(folder).filter((file) => !used.has(file));
}

/** A file that the guide shows, by the comment before it. */
const shown = /<!-- (snippet|file) (\S+) -->\n+```\w*\n([\s\S]*?)\n```/g;

/** What a reader pastes, by the path in a project of their own. */
export function filesInGuide(): Readonly<Record<string, string>> {
  const files = [...readGuide().matchAll(shown)].filter(([, , name]) => name !== 'install');
  return Object.fromEntries(
    files.map(([, kind, name, text = '']) => [kind === 'snippet' ? `src/orders/${name}` : name, `${text}\n`]),
  );
}

/** The packages that the guide has its reader install. */
export function installLine(): readonly string[] {
  const [, , , commands = ''] =
    [...readGuide().matchAll(shown)].find(([, , name]) => name === 'install') ?? [];
  return commands.split(/\s+/).filter((word) => !/^(npm|install|--save-dev)$/.test(word));
}
