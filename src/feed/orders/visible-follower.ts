import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import type { OrderFollower } from './order-entry.js';

/**
 * A follower that may not see every order. One that it may not see goes to it as one that is not there, by the same way,
 * so that neither the answer nor its time tells them apart. Asked once, with the first state: whose order it is never changes.
 *
 * @param hide has the follower follow an order that does not exist, instead of this one
 */
export function visibleFollower(
  follower: OrderFollower,
  maySee: (order: OrderSnapshot) => boolean,
  hide: () => void,
): OrderFollower {
  return {
    get isOpen() {
      return follower.isOpen;
    },
    readsTimeline: follower.readsTimeline ?? false,
    receive(state) {
      if (follower.isOpen || maySee(state.snapshot)) follower.receive(state);
      else hide();
    },
    notFound: () => follower.notFound(),
  };
}
