import type { CursorPages } from './use-cursor-pages.js';

export interface PagerProps {
  readonly pages: CursorPages;
  readonly hasNext: boolean;
  /** Where the next page begins; null while that is not known. */
  readonly lastCursor: () => Promise<string | null>;
}

/** From page to page of a long list. */
export function Pager({ pages, hasNext, lastCursor }: PagerProps) {
  const { page } = pages;
  const next = async (): Promise<void> => {
    const cursor = await lastCursor();
    if (cursor !== null) pages.next(cursor);
  };
  if (page === 1 && !hasNext) return null;
  return (
    <nav className="row row-apart" aria-label="Pages">
      <span className="soft number">Page {page}</span>
      <span className="row">
        {page > 2 && (
          <button type="button" className="button button-quiet button-small" onClick={pages.first}>
            First
          </button>
        )}
        <button
          type="button"
          className="button button-quiet button-small"
          disabled={page === 1}
          onClick={pages.previous}
        >
          Previous
        </button>
        <button type="button" className="button button-quiet button-small" disabled={!hasNext} onClick={next}>
          Next
        </button>
      </span>
    </nav>
  );
}
