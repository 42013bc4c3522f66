interface Tab {
  readonly query: string;
  readonly variables: string;
  readonly headers: string;
}

const headers = JSON.stringify({ Authorization: '' }, null, 2);

// The next steps in the README.
const id = 'my-first-order';
const shipment = { input: { id: `shipment:1-${id}` } };

function tab(query: string, variables: Readonly<Record<string, unknown>>): Tab {
  return { query, variables: JSON.stringify(variables, null, 2), headers };
}

/** The Playground's first tabs: the README's first order, from placing to delivery. */
export function exampleTabs(): Tab[] {
  return [
    tab(placeOrder, {
      input: { id, customerId: 'ada', items: [{ sku: 'NIKE-PEGASUS', quantity: 1 }] },
    }),
    tab(watchOrder, { id }),
    tab(dispatch, shipment),
    tab(deliver, shipment),
    tab(order, { id }),
    tab(timeline, { id }),
    tab(products, {}),
  ];
}

const placeOrder = `# Places an order: run it (Ctrl-Enter), then
# watch it in the next tab. The id is yours to
# choose, and makes it safe to send again; for
# another order choose another, in every tab.
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
# Dispatch and deliver its shipments (next tabs,
# or the courier's page) and see it move.
subscription WatchOrder($id: ID!) {
  orderUpdated(id: $id) {
    status
    fulfillments {
      status
      location {
        name
      }
      payment {
        status
        total {
          amount
        }
      }
      shipment {
        id
        status
        trackingNumber
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

const dispatch = `# Be the courier: the tab that watches the
# order shows the id of its shipment.
mutation DispatchShipment($input: ShipmentDispatchInput!) {
  shipmentDispatch(input: $input) {
    shipment {
      status
    }
    userErrors {
      message
    }
  }
}
`;

const deliver = `mutation DeliverShipment($input: ShipmentDeliverInput!) {
  shipmentDeliver(input: $input) {
    shipment {
      status
    }
    userErrors {
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
        location {
          name
        }
        available
        reserved
      }
    }
  }
}
`;
