/** Replaces the table of this name in the document; everything else stays. */
export function withTable(document: string, name: string, rows: readonly (readonly string[])[]): string {
  const begin = `<!-- ${name}: made by npm run ${name} -->`;
  const end = `<!-- end of ${name} -->`;
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`the document has no place for the ${name}`);
  return `${before}${begin}\n\n${asMarkdown(rows)}\n\n${end}${after}`;
}

/** The rows as a Markdown table with aligned columns; the first row is the header. */
function asMarkdown(rows: readonly (readonly string[])[]): string {
  const [header = []] = rows;
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}
