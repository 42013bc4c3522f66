const key = 'order-management.warehouse';

/** The warehouse a courier of this browser works at; empty: all of them. */
export function readWarehouse(): string {
  return localStorage.getItem(key) ?? '';
}

/** Keeps it between visits. */
export function keepWarehouse(location: string): void {
  if (location === '') localStorage.removeItem(key);
  else localStorage.setItem(key, location);
}
