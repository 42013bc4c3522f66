/**
 * Where a spreadsheet might see a formula begin, and carry it out: at the start of a cell, white space and invisible
 * characters aside. A spreadsheet that separates cells by semicolons or tabs, as many languages do, has further cells within a
 * text, and does not see the quotes around it.
 */
const FORMULA = /(^|[;\t\r\n|])(?=[\s\p{Cf}]*[=+\-@＝＋－＠])/gu;

/** A line of a CSV file (RFC 4180), in which no text is taken for a formula. */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = value.replace(FORMULA, "$1'");
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
