import { Link, useLocation } from 'wouter';
import { count } from '../parts/format.js';
import { pairsIn, useCart } from './cart.js';

/** The way to the cart from every page of the customer, with how many pairs are in it. */
export function CartLink({ className = '' }: { readonly className?: string }) {
  const [location] = useLocation();
  const pairs = pairsIn(useCart());
  const text = (
    <>
      Cart <span className="number">({count(pairs)})</span>
    </>
  );
  // On the shop's own page the browser scrolls there.
  if (location === '/')
    return (
      <a href="#cart" className={className}>
        {text}
      </a>
    );
  return (
    <Link href="/#cart" className={className}>
      {text}
    </Link>
  );
}
