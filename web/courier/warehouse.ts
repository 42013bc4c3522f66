const key = 'order-management.warehouse';

/** The id of the warehouse that a courier of this browser works at; empty: all of them. */
export function readWarehouse(): string {
  return localStorage.getItem(key) ?? '';
}

/** Keeps it between visits. */
export function keepWarehouse(locationId: string): void {
  if (locationId === '') localStorage.removeItem(key);
  else localStorage.setItem(key, locationId);
}
