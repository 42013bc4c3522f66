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
