import { useEffect, useEffectEvent, useRef } from 'react';
import { useConnection } from '../client/connection.js';

/** Repeats a read that no subscription covers, when the reader returns to the page or the connection is restored. */
export function useFresh(read: () => Promise<unknown>): void {
  const readAgain = useEffectEvent(() => {
    if (document.visibilityState === 'visible') read().catch(() => {}); // The page keeps what it has.
  });
  useEffect(() => {
    const onReturn = (): void => readAgain();
    document.addEventListener('visibilitychange', onReturn);
    window.addEventListener('focus', onReturn);
    return () => {
      document.removeEventListener('visibilitychange', onReturn);
      window.removeEventListener('focus', onReturn);
    };
  }, []);
  const connection = useConnection();
  const before = useRef(connection);
  useEffect(() => {
    if (connection === 'live' && before.current !== 'live') readAgain();
    before.current = connection;
  }, [connection]);
}
