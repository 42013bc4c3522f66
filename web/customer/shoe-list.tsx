import { useState } from 'react';
import { Blank } from '../parts/blank.js';
import { Pager } from '../parts/pager.js';
import { SearchField } from '../parts/search-field.js';
import { Unread } from '../parts/unread.js';
import { useProductPages } from '../parts/use-product-pages.js';
import { ProductCard } from './product-card.js';
import { useFresh } from './use-fresh.js';

/** The API's maximum page size. */
export const shoesOnPage = 100;

/** Every shoe of the catalogue, by name, brand or SKU, page by page. */
export function ShoeList() {
  const [typed, setTyped] = useState('');
  const { list, error, refetch, pager } = useProductPages(typed, shoesOnPage);
  useFresh(refetch);
  return (
    <section className="stack" aria-labelledby="own">
      <div className="row row-apart">
        <h2 id="own" tabIndex={-1}>
          Or make your own
        </h2>
        <SearchField label="Brand, model or SKU" value={typed} onType={setTyped} />
      </div>
      {!list && <Unread error={error} rows={4} />}
      {list?.edges.length === 0 && (
        <Blank title="No shoe like this">
          <p>Search for a shorter part of its name.</p>
        </Blank>
      )}
      {list && list.edges.length > 0 && (
        <ul className="products">
          {list.edges.map(({ node }) => (
            <ProductCard key={node.sku} product={node} />
          ))}
        </ul>
      )}
      <Pager {...pager} />
    </section>
  );
}
