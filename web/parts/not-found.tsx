import { Link } from 'wouter';
import { Blank } from './blank.js';

interface NotFoundProps {
  readonly what: 'page' | 'order' | 'parcel';
  readonly id?: string;
}

/** Shown for what does not exist or the reader may not see; the API does not distinguish these either. */
export function NotFound({ what, id }: NotFoundProps) {
  return (
    <main className="page" id="main">
      <h1>{`No such ${what}`}</h1>
      <Blank title={id === undefined ? 'There is nothing at this address' : id}>
        <p>
          {what === 'page'
            ? 'The address may have been mistyped.'
            : `There is no ${what} with this id, or it isn’t yours to see.`}
        </p>
        <Link href={what === 'page' ? '~/' : '/'} className="button">
          {what === 'page' ? 'Go to the start page' : 'Back'}
        </Link>
      </Blank>
    </main>
  );
}
