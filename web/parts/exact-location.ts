import type { BaseLocationHook } from 'wouter';
import { useBrowserLocation, useSearch } from 'wouter/use-browser-location';

/**
 * The address as the browser has it. The router undoes part of the escaping of what it is given, so that an id would
 * be decoded twice: what is escaped once more comes out of it unchanged.
 */
export const useExactLocation: BaseLocationHook = () => {
  const [path, navigate] = useBrowserLocation();
  return [escapedOnceMore(path), navigate];
};

useExactLocation.searchHook = () => escapedOnceMore(useSearch());

function escapedOnceMore(address: string): string {
  return address.replaceAll('%', '%25');
}
