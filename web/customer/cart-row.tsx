import { useState } from 'react';
import { announce } from '../parts/announcer.js';
import type { CartLine } from './cart.js';
import { mostOfOne, removeFromCart, setQuantity } from './cart.js';

interface CartRowProps {
  readonly line: CartLine;
  readonly error: string | undefined;
  /** Called when the row, which had the focus, has removed itself from the cart. */
  readonly onRemoved: () => void;
}

/** One product in the cart. Input applies once it is a valid quantity; only the button removes the row. */
export function CartRow({ line: { product, quantity }, error, onRemoved }: CartRowProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <li>
      <span>
        {product.name}
        {error !== undefined && <span className="field-error">{error}</span>}
      </span>
      <span className="row cart-row">
        <input
          type="number"
          className="quantity number"
          aria-label={`Quantity of ${product.name}`}
          required
          min={1}
          max={mostOfOne}
          step={1}
          value={typed ?? quantity}
          onChange={({ target }) => {
            setTyped(target.value);
            if (target.validity.valid) setQuantity(product.sku, target.valueAsNumber);
          }}
          onBlur={({ target }) => {
            if (target.validity.valid) setTyped(null);
          }}
        />
        <button
          type="button"
          className="link-button small"
          onClick={() => {
            removeFromCart(product.sku);
            announce(`${product.name} removed from the cart`);
            onRemoved();
          }}
        >
          Remove<span className="hidden-visually">{` ${product.name}`}</span>
        </button>
      </span>
    </li>
  );
}
