import { newOrderId } from '../client/ids.js';

interface Tab {
  readonly query: string;
  readonly variables: string;
  readonly headers: string;
}

const headers = JSON.stringify({ Authorization: '' }, null, 2);

/** What the Playground opens with: place an order, watch it, look at it, all with the same id. */
export function exampleTabs(): Tab[] {
  const id = newOrderId();
  const tab = (query: string, variables: Readonly<Record<string, unknown>>): Tab => ({
    query,
    variables: JSON.stringify(variables, null, 2),
    headers,
  });
  return [
    tab(placeOrder, {
      input: {
        id,
        customerId: 'ada',
        items: [
          { sku: 'NIKE-PEGASUS', quantity: 1 },
          { sku: 'BROOKS-GHOST', quantity: 2 },
        ],
        deliveryAddress: {
          name: 'Ada Norberg',
          line1: '12 Harbour Street',
          city: 'Portland',
          region: 'OR',
          postalCode: '97209',
          country: 'US',
        },
      },
    }),
    tab(watchOrder, { id }),
    tab(order, { id }),
    tab(timeline, { id }),
    tab(dispatch, { input: { id: 'the id of a shipment' } }),
    tab(products, {}),
  ];
}

const placeOrder = `# Places an order: run it (Ctrl-Enter), then
# watch it in the next tab. The id is yours to
# choose, and makes it safe to send again.
mutation PlaceOrder($input: OrderCreateInput!) {
  orderCreate(input: $input) {
    order {
      id
      status
      availableActions
    }
    userErrors {
      code
      message
      field
    }
  }
}
`;

const watchOrder = `# The order as it is, then after every change.
# Dispatch and deliver its shipments (fifth tab,
# or the courier's page) and see it move.
subscription WatchOrder($id: ID!) {
  orderUpdated(id: $id) {
    revision
    status
    fulfillments {
      id
      status
      location
      payment {
        status
        total {
          amount
          currency
        }
      }
      shipment {
        id
        status
        trackingNumber
        availableActions
      }
    }
  }
}
`;

const order = `query Order($id: ID!) {
  order(id: $id) {
    id
    status
    placedAt
    items {
      sku
      quantity
      name
    }
    totalCharged {
      amount
      currency
    }
    events(last: 20) {
      nodes {
        sequence
        at
        message
      }
    }
  }
}
`;

const timeline = `# Every event of the order from the first, then
# live: nothing left out, nothing twice.
subscription Timeline($id: ID!) {
  orderEvents(id: $id) {
    sequence
    at
    type
    actor {
      kind
    }
    message
  }
}
`;

const dispatch = `# Take the id of a shipment from the tab that
# watches the order. Then: shipmentDeliver,
# with the same input.
mutation DispatchShipment($input: ShipmentActionInput!) {
  shipmentDispatch(input: $input) {
    shipment {
      id
      status
      availableActions
    }
    userErrors {
      code
      message
    }
  }
}
`;

const products = `query Products {
  products(first: 20) {
    nodes {
      sku
      name
      unitPrice {
        amount
        currency
      }
      stock {
        location
        available
        reserved
      }
    }
  }
}
`;
