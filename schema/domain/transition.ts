/**
 * The next status, when the table allows the step from the current one.
 * @throws Error naming both: a step that the table does not allow is a bug of the code, not of a caller.
 */
export function transition<Table extends Readonly<Record<string, readonly string[]>>>(
  table: Table,
  from: keyof Table & string,
  to: keyof Table & string,
): keyof Table & string {
  if (!table[from]?.includes(to)) throw new Error(`No transition from ${from} to ${to}`);
  return to;
}
