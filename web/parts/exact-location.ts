import type { BaseLocationHook } from 'wouter';
import { useBrowserLocation, useSearch } from 'wouter/use-browser-location';

/**
 * The address exactly as the browser has it. The router decodes part of what it gets, so ids would be decoded twice; an
 * address that is escaped once more comes out unchanged.
 */
export const useExactLocation: BaseLocationHook = () => {
  const [path, navigate] = useBrowserLocation();
  return [escapedOnceMore(path), navigate];
};

useExactLocation.searchHook = () => escapedOnceMore(useSearch());

function escapedOnceMore(address: string): string {
  return address.replaceAll('%', '%25');
}
