import type { ProductDetailsFragment } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { money } from '../parts/format.js';
import { Shoe } from '../parts/shoe.js';
import { addToCart, quantityOf, useCart } from './cart.js';
import { availableOf } from './ready-orders.js';

const few = 20;

function stockText(available: number): string {
  if (available === 0) return 'Not in stock';
  return available <= few ? `${available} left` : 'In stock';
}

/** One shoe of the catalogue, and the way into the cart. */
export function ProductCard({ product }: { readonly product: ProductDetailsFragment }) {
  const wanted = quantityOf(useCart(), product.sku);
  const available = availableOf(product);
  return (
    <li className="product">
      <Shoe sku={product.sku} />
      <div className="stack product-text">
        <h3>{product.name}</h3>
        <p className="row small soft">
          <span className="number">{money(product.unitPrice)}</span>
          <span className={available === 0 ? 'gone' : ''}>{stockText(available)}</span>
        </p>
      </div>
      <button
        type="button"
        className="button button-quiet button-small"
        onClick={() => {
          announce(`${product.name}: ${addToCart(product)} in the cart`);
        }}
      >
        Add<span className="hidden-visually">{` ${product.name} to the cart`}</span>
        {wanted > 0 && <span className="number">{`(${wanted})`}</span>}
      </button>
    </li>
  );
}
