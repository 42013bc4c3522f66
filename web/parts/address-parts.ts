import type { AddressInput } from '../generated/graphql.js';

/** What the parts of an address are called, in forms and where one of them is refused. */
export const addressParts = {
  name: 'Name',
  line1: 'Street',
  line2: 'Floor, flat',
  postalCode: 'Postal code',
  city: 'City',
  region: 'State',
  country: 'Country',
  phone: 'Phone',
} as const satisfies Record<keyof AddressInput, string>;
