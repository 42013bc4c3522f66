import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The guides, each with the folder of its snippets. */
export const guides = { 'front-end.md': 'snippets', 'clients.md': 'clients' } as const;

type Guide = keyof typeof guides;

function folderOf(name: Guide): URL {
  return new URL(`${guides[name]}/`, import.meta.url);
}

/** Where the guide stands. */
export function guideFile(name: Guide): string {
  return fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));
}

/** The place in the guide for a snippet, with its code. */
const place = /<!-- snippet (\S+) -->\n+(?:```\w+\n[\s\S]*?\n```\n+)?/g;

/** The guide as it stands. */
export function readGuide(name: Guide): string {
  return readFileSync(guideFile(name), 'utf8');
}

/** The guide with every snippet as its file has it. */
export function withSnippets(name: Guide): string {
  return readGuide(name).replace(place, (_, file: string) => {
    const code = readFileSync(new URL(basename(file), folderOf(name)), 'utf8').trimEnd();
    return `<!-- snippet ${file} -->\n\n\`\`\`${extname(file).slice(1)}\n${code}\n\`\`\`\n\n`;
  });
}

/** The snippet files that the guide does not show. */
export function unusedSnippets(name: Guide): readonly string[] {
  const used = new Set([...readGuide(name).matchAll(place)].map(([, file]) => file));
  return readdirSync(folderOf(name)).filter((file) => !used.has(file));
}

/** A file that the guide shows, by the comment before it. */
const shown = /<!-- (snippet|file) (\S+) -->\n+```\w*\n([\s\S]*?)\n```/g;

/** What a reader of the front-end guide pastes, by the path in a project of their own. */
export function filesInGuide(): Readonly<Record<string, string>> {
  const files = [...readGuide('front-end.md').matchAll(shown)].filter(([, , name]) => name !== 'install');
  return Object.fromEntries(
    files.map(([, kind, name, text = '']) => [kind === 'snippet' ? `src/orders/${name}` : name, `${text}\n`]),
  );
}

/** The packages that the guide has its reader install. */
export function installLine(): readonly string[] {
  const [, , , commands = ''] =
    [...readGuide('front-end.md').matchAll(shown)].find(([, , name]) => name === 'install') ?? [];
  return commands.split(/\s+/).filter((word) => !/^(npm|install|--save-dev)$/.test(word));
}
