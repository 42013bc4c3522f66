/** An amount of the API as people read it. */
export function formatMoney({ amount, currency }: { readonly amount: number; readonly currency: string }) {
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
