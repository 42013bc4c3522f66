import { useEffect } from 'react';

const keyOf = (list: string): string => `order-management.place.${list}`;

/** Remembers the address of a list, with its filters, for links back to it in this tab. */
export function useRememberedPlace(list: string, search: URLSearchParams): void {
  const text = search.toString();
  useEffect(() => sessionStorage.setItem(keyOf(list), text), [list, text]);
}

/** The address of a list as it was left. */
export function placeIn(list: string): string {
  const search = sessionStorage.getItem(keyOf(list)) ?? '';
  return search === '' ? '/' : `/?${search}`;
}
