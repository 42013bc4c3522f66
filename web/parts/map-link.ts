import type { AddressLinesFragment } from '../generated/graphql.js';

/** Where a map shows an address; phones open it in their maps. Nothing is loaded from there before somebody follows it. */
export function mapLink(address: AddressLinesFragment): string {
  const { line1, city, region, postalCode, country } = address;
  const query = [line1, city, region, postalCode, country].filter(Boolean).join(', ');
  return `https://www.google.com/maps/search/?${new URLSearchParams({ api: '1', query })}`;
}
