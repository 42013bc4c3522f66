import type { ReactNode } from 'react';

interface BlankProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** Shown where there is no content: why, and what to do about it. */
export function Blank({ title, children }: BlankProps) {
  return (
    <div className="blank">
      <svg viewBox="0 0 180 60" fill="none" stroke="currentColor" strokeWidth="4" aria-hidden="true">
        <path d="M14 46h38c22 0 18-32 40-32h30" strokeDasharray="2 10" strokeLinecap="round" />
        <circle cx="14" cy="46" r="8" />
        <circle cx="166" cy="14" r="8" />
        <path d="M130 14h26" strokeDasharray="2 10" strokeLinecap="round" />
      </svg>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A placeholder for content that is loading. */
export function Skeleton({ rows, height = '4.5rem' }: { readonly rows: number; readonly height?: string }) {
  return (
    <div className="stack" role="status">
      <span className="hidden-visually">Loading…</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div className="skeleton" style={{ minHeight: height }} key={row} />
      ))}
    </div>
  );
}
