/**
 * The next status, when the table allows the step from the current one.
 * @throws Error naming both, since asking for a step the table lacks is a fault of the code, not of a caller.
 */
export function transition<Table extends Readonly<Record<string, readonly string[]>>>(
  table: Table,
  from: keyof Table & string,
  to: keyof Table & string,
): keyof Table & string {
  if (!table[from]?.includes(to)) throw new Error(`No transition from ${from} to ${to}`);
  return to;
}
