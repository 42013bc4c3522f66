import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import { CSV_HEAD, noteLine, orderLine } from './order-csv.js';

/** How many orders are read at a time. */
const ROWS_A_READ = 250;

export interface ExportedPage {
  readonly orders: readonly OrderSnapshot[];
  /** The cursor to read on from; null at the end. */
  readonly next: string | null;
}

/**
 * The text of an export, in pieces that are read as they are asked for.
 *
 * @param maxRows after which it is cut off, and says so in its last line
 */
export async function* exportText(
  readPage: (after: string | null, size: number) => Promise<ExportedPage>,
  maxRows: number,
): AsyncGenerator<string, void, void> {
  let rows = 0;
  let after: string | null = null;
  let head = CSV_HEAD;
  do {
    const { orders, next }: ExportedPage = await readPage(after, Math.min(ROWS_A_READ, maxRows - rows));
    rows += orders.length;
    after = next;
    const isCutOff = next !== null && rows >= maxRows;
    yield head + orders.map(orderLine).join('') + (isCutOff ? noteLine(cutOff(maxRows)) : '');
    head = '';
  } while (after !== null && rows < maxRows);
}

function cutOff(maxRows: number): string {
  return `Cut off after ${maxRows} orders: filter for fewer`;
}
