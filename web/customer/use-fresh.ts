import { useEffect, useEffectEvent, useRef } from 'react';
import { useConnection } from '../client/connection.js';

/** Reads again what no subscription tells of: when the reader comes back, and when the connection does. */
export function useFresh(read: () => Promise<unknown>): void {
  const readAgain = useEffectEvent(() => {
    if (document.visibilityState === 'visible') read().catch(() => {}); // The page shows what it knew.
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
