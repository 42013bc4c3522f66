/**
 * Where a spreadsheet might see a formula begin, and run it: at the start of a cell, after white space and invisible characters.
 * A spreadsheet that separates cells by semicolons or tabs, as in many languages, splits a text into further cells and ignores
 * the quotes around it.
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
