import { exactTime, fullTime, shortTime } from './format.js';

/** A moment in the reader's locale, complete on hover. */
export function Time({ at, exact = false }: { readonly at: string; readonly exact?: boolean }) {
  return (
    <time dateTime={at} title={fullTime(at)}>
      {exact ? exactTime(at) : shortTime(at)}
    </time>
  );
}
