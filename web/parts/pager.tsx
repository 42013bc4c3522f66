export interface PagerProps {
  readonly page: number;
  readonly hasNext: boolean;
  readonly onFirst: () => void;
  readonly onPrevious: () => void;
  readonly onNext: () => void;
}

/** From page to page of a long list. */
export function Pager({ page, hasNext, onFirst, onPrevious, onNext }: PagerProps) {
  if (page === 1 && !hasNext) return null;
  return (
    <nav className="row row-apart" aria-label="Pages">
      <span className="soft number">Page {page}</span>
      <span className="row">
        {page > 2 && (
          <button type="button" className="button button-quiet button-small" onClick={onFirst}>
            First
          </button>
        )}
        <button
          type="button"
          className="button button-quiet button-small"
          disabled={page === 1}
          onClick={onPrevious}
        >
          Previous
        </button>
        <button
          type="button"
          className="button button-quiet button-small"
          disabled={!hasNext}
          onClick={onNext}
        >
          Next
        </button>
      </span>
    </nav>
  );
}
