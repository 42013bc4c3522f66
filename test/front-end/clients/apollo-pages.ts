import { gql, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

/** A cache in which `fetchMore` appends pages of `edges`, with a separate list for each filter and sort. */
export function createPagingCache(): InMemoryCache {
  const pages = (...lists: string[]) => relayStylePagination(lists);
  return new InMemoryCache({
    possibleTypes: {
      Node: ['Fulfillment', 'Location', 'Order', 'OrderEvent', 'Payment', 'Product', 'Shipment', 'Webhook'],
    },
    typePolicies: {
      Query: {
        fields: {
          orders: pages('where', 'sort'),
          shipments: pages('where', 'sort'),
          products: pages('where'),
        },
      },
      Order: { fields: { events: pages() } },
    },
  });
}

export const orderPages = gql`
  query OrderPages($where: OrderFilter, $first: Int, $after: String) {
    orders(where: $where, first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          status
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
