interface Line {
  readonly sku: string;
  readonly quantity: number;
  readonly name?: string | null | undefined;
}

/** "2 × Puma Suede Classic, 1 × Puma Palermo". Items that the catalogue does not have are named by their SKU. */
export function itemsInWords(items: readonly Line[]): string {
  return items.map(({ quantity, name, sku }) => `${quantity} × ${name ?? sku}`).join(', ');
}
