/** What a page about an order asks for; the revision first, so that a client finds it without reading the rest. */
export const watchedDocument = `subscription WatchOrder($id: ID!) {
  orderUpdated(id: $id) {
    revision
    id
    customerId
    status
    items { sku quantity name unitPrice { amount currency } }
    fulfillments {
      id
      status
      location {
        name
      }
      failureReason
      items { sku quantity name }
      payment {
        id
        status
        invoiceReference
        subtotal { amount currency }
        tax { amount currency }
        shipping { amount currency }
        total { amount currency }
        refunded { amount currency }
        chargedAt
        declineCode
      }
      shipment {
        id
        revision
        status
        location {
          name
        }
        carrier
        trackingNumber
        estimatedDelivery
        dispatchedAt
        deliveredAt
        updatedAt
        availableActions
        trackingEvents { type at place note }
      }
    }
    deliveryAddress { name line1 line2 city region postalCode country }
    totalCharged { amount currency }
    totalRefunded { amount currency }
    placedAt
    updatedAt
    closedAt
    actionDeadline
    availableActions
    cancellation { by reason at }
  }
}`;
