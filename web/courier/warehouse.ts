const key = 'order-management.warehouse';

/** The id of the courier's warehouse, stored in this browser; empty: all of them. */
export function readWarehouse(): string {
  return localStorage.getItem(key) ?? '';
}

/** Keeps it between visits. */
export function keepWarehouse(locationId: string): void {
  if (locationId === '') localStorage.removeItem(key);
  else localStorage.setItem(key, locationId);
}
