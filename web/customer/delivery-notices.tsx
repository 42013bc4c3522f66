import { useEffect, useRef, useState } from 'react';
import type { OrderDetailsFragment } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import type { DeliveryNews } from './delivery-news.js';
import { deliveryNews } from './delivery-news.js';

/**
 * Reports late and delivered orders by the browser's notifications. Asks for permission only when the reader wants
 * them.
 */
export function DeliveryNotices({ order }: { readonly order: OrderDetailsFragment }) {
  const [permission, setPermission] = useState(permissionNow);
  const before = useRef(order);
  useEffect(() => {
    const news = deliveryNews(before.current, order);
    before.current = order;
    if (permission === 'granted') news.forEach(show);
  }, [order, permission]);
  if (order.closedAt != null || permission === null || permission === 'denied') return null;
  if (permission === 'granted') {
    return <p className="soft small">This browser tells you when it arrives or is late.</p>;
  }
  const ask = async (): Promise<void> => {
    const answer = await Notification.requestPermission();
    setPermission(answer);
    if (answer === 'denied') announce('This browser does not allow notifications');
  };
  return (
    <button type="button" className="button button-quiet" onClick={ask}>
      Notify me
      <span className="hidden-visually"> when it arrives or is late</span>
    </button>
  );
}

/** Null where the browser has no notifications, as in a page without HTTPS. */
function permissionNow(): NotificationPermission | null {
  return 'Notification' in globalThis ? Notification.permission : null;
}

function show({ tag, title, body }: DeliveryNews): void {
  try {
    const shown = new Notification(title, { tag, body, icon: '/icon.svg' });
    shown.onclick = () => {
      globalThis.focus();
      shown.close();
    };
  } catch {
    // Chrome on Android has them for service workers only; the page itself says the same.
  }
}
