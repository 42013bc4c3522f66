import type { ProductDetailsFragment } from '../generated/graphql.js';

export type Warehouse = ProductDetailsFragment['stock'][number]['location'];

/** The choices of a field that takes a warehouse. */
export function WarehouseOptions({ warehouses }: { readonly warehouses: readonly Warehouse[] }) {
  return warehouses.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
}
