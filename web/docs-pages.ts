import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import highlighter from 'highlight.js/lib/common';
import type { Token } from 'markdown-it';
import MarkdownIt from 'markdown-it';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const decisions = 'docs/decisions';
const pictures = 'docs/pictures';

/** The documents in the order of the menu: the source in the repository, the page, and its name. */
const documents = [
  { source: 'README.md', page: 'index.html', name: 'First steps' },
  { source: 'docs/front-end.md', page: 'front-end.html', name: 'For front-end teams' },
  { source: 'docs/clients.md', page: 'clients.html', name: 'GraphQL clients' },
  { source: 'schema/schema.graphql', page: 'schema.html', name: 'Schema' },
  { source: 'docs/web-app.md', page: 'web-app.html', name: 'The web app' },
  { source: 'docs/webhooks.md', page: 'webhooks.html', name: 'Webhooks' },
  { source: 'docs/temporal-cli.md', page: 'temporal-cli.html', name: 'The temporal CLI' },
  { source: 'docs/operations.md', page: 'operations.html', name: 'Operations' },
  { source: 'docs/scale.md', page: 'scale.html', name: 'Scale' },
  { source: 'docs/temporal-cloud.md', page: 'temporal-cloud.html', name: 'Temporal Cloud' },
  { source: 'docs/security.md', page: 'security.html', name: 'Security' },
  { source: 'deploy/README.md', page: 'deploying.html', name: 'Deploying' },
  { source: 'ARCHITECTURE.md', page: 'architecture.html', name: 'Architecture' },
  { source: decisions, page: 'decisions.html', name: 'Decisions' },
  { source: 'bench/README.md', page: 'benchmarks.html', name: 'Benchmarks' },
  { source: 'CONTRIBUTING.md', page: 'contributing.html', name: 'Contributing' },
  { source: 'CHANGELOG.md', page: 'changelog.html', name: 'Changes' },
  { source: 'LICENSE', page: 'license.html', name: 'License' },
] as const;

type Document = (typeof documents)[number];

// The documents are our own, so HTML in them is intended.
const markdown = new MarkdownIt({ html: true, highlight: highlighted });

/** Renders the documents as pages, served at /docs/ even without the internet. */
export function docsPages(): Plugin {
  return {
    name: 'docs-pages',
    apply: 'build',
    generateBundle: {
      // After the app's page is built: the documents use its style sheet.
      order: 'post',
      handler(_options, bundle) {
        const app = bundle['index.html'];
        const styles =
          app?.type === 'asset'
            ? String(app.source)
                .match(/<link rel="stylesheet"[^>]*>/g)
                ?.join('')
            : '';
        for (const document of documents) {
          const source = pageOf(document, styles ?? '');
          this.emitFile({ type: 'asset', fileName: `docs/${document.page}`, source });
        }
        for (const name of ['docs-pages.css', 'docs-pages-copy.js']) {
          const source = readFileSync(new URL(name, import.meta.url), 'utf8');
          this.emitFile({ type: 'asset', fileName: `docs/${name}`, source });
        }
        for (const name of readdirSync(`${root}${pictures}`)) {
          const source = readFileSync(`${root}${pictures}/${name}`);
          this.emitFile({ type: 'asset', fileName: `${pictures}/${name}`, source });
        }
      },
    },
  };
}

function pageOf({ source, page, name }: Document, styles: string): string {
  const menu = documents.map((other) => {
    const current = other.page === page ? ' aria-current="page"' : '';
    return `<li><a href="/docs/${other.page}"${current}>${other.name}</a></li>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<link rel="icon" type="image/svg+xml" href="/icon.svg" />
<title>${name} · Order Management</title>
${styles}
<link rel="stylesheet" href="/docs/docs-pages.css" />
<script type="module" src="/docs/docs-pages-copy.js"></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="docs-top"><a class="brand" href="/">Order Management</a>
<nav aria-label="Documents"><ul>${menu.join('')}</ul></nav></header>
<main class="page document" id="main">
${bodyOf(source)}
</main>
</body>
</html>
`;
}

function bodyOf(source: string): string {
  const tokens = withoutEmptyHeads(markdown.parse(textOf(source), {}));
  nameHeadings(tokens);
  for (const token of tokens) {
    if (token.children) followLinks(token.children, source);
    if (token.type === 'html_block') token.content = withPicturesOf(token.content, source);
  }
  return markdown.renderer
    .render(tokens, markdown.options, {})
    .replace('</h1>', `</h1>${contentsOf(tokens)}`)
    .replace(/<th( [^>]*)?><\/th>/g, '<td></td>')
    .replaceAll('<pre>', '<pre tabindex="0">')
    .replaceAll('<table>', '<div class="wide" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>');
}

/** Code in colours, as elements with classes: the pages need no script and no inline style for it. */
function highlighted(code: string, language: string): string {
  if (highlighter.getLanguage(language) === undefined) return '';
  return highlighter.highlight(code, { language, ignoreIllegals: true }).value;
}

function textOf(source: string): string {
  if (source === 'schema/schema.graphql')
    return `# The schema\n\nWhat the API at \`/graphql\` understands.\n\n\`\`\`graphql\n${readText(source)}\n\`\`\``;
  if (source === 'LICENSE') return `# License\n\n${readText(source)}`;
  if (source !== decisions) return readText(source);
  const texts = readdirSync(`${root}${decisions}`)
    .sort()
    .map((name) => readText(`${decisions}/${name}`).replace(/^#/gm, '##'));
  return ['# Decisions', ...texts].join('\n\n');
}

function readText(path: string): string {
  return readFileSync(`${root}${path}`, 'utf8');
}

/** Links to the sections of a page that has several. */
function contentsOf(tokens: readonly Token[]): string {
  const entries = tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open' || token.tag !== 'h2') return [];
    const text = markdown.utils.escapeHtml((tokens[index + 1]?.content ?? '').replaceAll('`', ''));
    return [`<li><a href="#${markdown.utils.escapeHtml(String(token.attrGet('id')))}">${text}</a></li>`];
  });
  if (entries.length < 3) return '';
  return `<nav class="contents" aria-label="On this page"><ul>${entries.join('')}</ul></nav>`;
}

/** Gives headings the same anchors as GitHub. */
function nameHeadings(tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const text = tokens[index + 1]?.content ?? '';
    token.attrSet(
      'id',
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );
  }
}

/** Removes empty table headers, which Markdown requires and a page does not need. */
function withoutEmptyHeads(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    const end =
      token.type === 'thead_open'
        ? tokens.findIndex(({ type }, at) => at > index && type === 'thead_close')
        : -1;
    const isEmpty = end > 0 && tokens.slice(index, end).every(({ content }) => content === '');
    if (isEmpty) index = end;
    else kept.push(token);
  }
  return kept;
}

/** Rewrites links to pages and pictures; a broken link fails the build. */
function followLinks(tokens: readonly Token[], source: string): void {
  for (const token of tokens) {
    if (token.type === 'image') token.attrSet('src', addressOf(String(token.attrGet('src')), source));
    if (token.type === 'link_open') token.attrSet('href', addressOf(String(token.attrGet('href')), source));
  }
}

/** HTML whose pictures are where the pages find them. */
function withPicturesOf(html: string, source: string): string {
  return html.replace(/ (src|srcset)="([^"]+)"/g, (_, name, link) => ` ${name}="${addressOf(link, source)}"`);
}

function addressOf(link: string, source: string): string {
  if (/^([a-z]+:|#)/.test(link)) return link;
  const [file = '', heading] = link.split('#');
  const path = posix.join(posix.dirname(source), file);
  if (path.startsWith(`${pictures}/`)) return `/${path}`;
  const target = documents.find(
    (document) => path === document.source || path.startsWith(`${document.source}/`),
  );
  if (target === undefined) throw new Error(`${source} links to ${link}, which is no page of the docs`);
  return `/docs/${target.page}${heading === undefined ? '' : `#${heading}`}`;
}
