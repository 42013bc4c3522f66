import { locationNameOf, nodeIds } from '../../schema/contract/node-ids.js';
import type { Location } from '../../schema/graphql/location.js';
import { badInput } from '../errors/api-errors.js';

/** What the GraphQL type `Location` is resolved from: a warehouse is stored by its name. */
export function locationValue(name: string): Location {
  return { id: nodeIds.location(name), name };
}

/** The name of the warehouse that a filter asks for; null where it asks for none. */
export function filteredLocation(locationId: string | null | undefined): string | null {
  if (locationId == null) return null;
  const name = locationNameOf(locationId);
  if (name === null)
    throw badInput('locationId must be the id of a Location, such as the query locations gives');
  return name;
}
