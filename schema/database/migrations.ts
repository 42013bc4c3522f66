import type { Migration } from 'kysely';
import { initial } from './migrations/0001-initial.js';
import { bounds } from './migrations/0002-bounds.js';
import { changes } from './migrations/0003-changes.js';
import { contractVersion1 } from './migrations/0004-contract-version-1.js';
import { couriers } from './migrations/0005-couriers.js';
import { millionOrders } from './migrations/0006-million-orders.js';
import { orderRecipients } from './migrations/0007-order-recipients.js';
import { promises } from './migrations/0008-promises.js';
import { trackingLinks } from './migrations/0009-tracking-links.js';
import { archive } from './migrations/0010-archive.js';
import { webhooks } from './migrations/0011-webhooks.js';
import { eventsInSequence } from './migrations/0012-events-in-sequence.js';
import { underWay } from './migrations/0013-under-way.js';
import { createdWithTheirOrders } from './migrations/0014-created-with-their-orders.js';

/** Every migration, applied in the order of the names. A released migration is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-bounds': bounds,
  '0003-changes': changes,
  '0004-contract-version-1': contractVersion1,
  '0005-couriers': couriers,
  '0006-million-orders': millionOrders,
  '0007-order-recipients': orderRecipients,
  '0008-promises': promises,
  '0009-tracking-links': trackingLinks,
  '0010-archive': archive,
  '0011-webhooks': webhooks,
  '0012-events-in-sequence': eventsInSequence,
  '0013-under-way': underWay,
  '0014-created-with-their-orders': createdWithTheirOrders,
};
