/** Shown before an order is placed: what is no longer in stock in this quantity. */
export function MissingNote({ missing }: { readonly missing: readonly string[] }) {
  return (
    <div role="status" className={missing.length === 0 ? undefined : 'note'} data-tone="wait">
      {missing.length > 0 && (
        <p>
          Not enough left of <strong>{missing.join(', ')}</strong>. Order again to get what there is.
        </p>
      )}
    </div>
  );
}
