import { graphql } from 'relay-runtime';

/** The fields that an order card shows. Relay generates a `node(id:)` query that reads this fragment again. */
export const orderCardFragment = graphql`
  fragment orderCard_order on Order @refetchable(queryName: "orderCardRefetchQuery") {
    status
    revision
    fulfillments {
      id
      status
      payment {
        id
        status
      }
    }
  }
`;

export const orderCardQuery = graphql`
  query orderCardQuery($id: ID!) {
    order(id: $id) {
      id
      ...orderCard_order
    }
  }
`;

export const orderCardSubscription = graphql`
  subscription orderCardSubscription($id: ID!) {
    orderUpdated(id: $id) {
      ...orderCard_order
    }
  }
`;

export const orderCardProduct = graphql`
  fragment orderCard_product on Product @refetchable(queryName: "orderCardProductQuery") {
    sku
    stock {
      available
    }
  }
`;

/** Pages: `@connection` and `usePaginationFragment` work with the edges. */
export const orderCardList = graphql`
  fragment orderCard_list on Query
  @argumentDefinitions(first: { type: "Int", defaultValue: 2 }, after: { type: "String" })
  @refetchable(queryName: "orderCardListPageQuery") {
    orders(first: $first, after: $after) @connection(key: "orderCard_orders") {
      edges {
        node {
          id
          ...orderCard_order
        }
      }
    }
  }
`;
