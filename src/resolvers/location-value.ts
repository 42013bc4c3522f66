import { locationNameOf, nodeIds } from '../../schema/contract/node-ids.js';
import type { Location } from '../../schema/graphql/location.js';
import { badInput } from '../errors/api-errors.js';

/** The GraphQL `Location` of a warehouse, which is stored by its name. */
export function locationValue(name: string): Location {
  return { id: nodeIds.location(name), name };
}

/** The name of the warehouse in a filter; null without one. */
export function filteredLocation(locationId: string | null | undefined): string | null {
  if (locationId == null) return null;
  const name = locationNameOf(locationId);
  if (name === null)
    throw badInput('locationId must be the id of a Location: the query locations lists them');
  return name;
}
