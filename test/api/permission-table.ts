import type { Role } from '../../src/auth/caller.js';
import type { Permission } from '../../src/auth/permissions.js';

/** Read from the design, one letter a role: C customer, K courier, M manager, O operator, D developer, T tracking link. */
export const permissionTable: Readonly<Record<Permission, string>> = {
  node: 'CKMOD',
  order: 'C MOD',
  orders: 'C MOD',
  shipment: 'CKMOD',
  shipments: 'CKMOD',
  product: 'C MOD',
  products: 'C MOD',
  locations: ' KMOD',
  fraudSettings: '  MOD',
  stats: '   OD',
  viewer: 'CKMODT',
  tracking: '     T',
  orderCreate: 'C  OD',
  orderAmend: 'C   D',
  orderCancel: 'C M D',
  orderTrackingLink: 'C MOD',
  orderTrackingLinkRevoke: 'C MOD',
  shipmentAssign: '  MOD',
  shipmentDispatch: ' K OD',
  shipmentDeliver: ' K OD',
  shipmentFail: ' K OD',
  shipmentEventCreate: ' K OD',
  fraudSettingsUpdate: '  M D',
  fraudReset: '  M D',
  stockAdjust: '  M D',
  orderUpdated: 'C MOD',
  orderEvents: 'C MOD',
  ordersChanged: 'C MOD',
  shipmentUpdated: 'CKMOD',
  shipmentsChanged: 'CKMOD',
  statsUpdated: '   OD',
  fraudSettingsUpdated: '  MOD',
  stockAdjusted: '  MOD',
  trackingUpdated: '     T',
};

/** A role’s letter in such a table. */
export const letters: Readonly<Record<Role, string>> = {
  CUSTOMER: 'C',
  COURIER: 'K',
  MANAGER: 'M',
  OPERATOR: 'O',
  DEVELOPER: 'D',
  TRACKING: 'T',
};
