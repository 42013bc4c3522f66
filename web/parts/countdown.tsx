import { useEffect, useState } from 'react';
import { duration, fullTime } from './format.js';

/** The time left, by the browser's clock; the workflow decides when it is over. */
export function Countdown({ until }: { readonly until: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time className="number" dateTime={until} title={fullTime(until)}>
      {duration(Date.parse(until) - now)}
    </time>
  );
}
