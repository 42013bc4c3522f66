import type { AddressLinesFragment } from '../generated/graphql.js';

/** An address as it is written on a parcel. */
export function AddressLabel({ address }: { readonly address: AddressLinesFragment }) {
  const town = [address.city, address.region, address.postalCode].filter(Boolean).join(', ');
  return (
    <address className="address">
      {[address.name, address.line1, address.line2, town, address.country, address.phone]
        .filter((line) => line != null && line !== '')
        .map((line) => (
          <span key={line}>{line}</span>
        ))}
    </address>
  );
}
