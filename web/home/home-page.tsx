import { Link } from 'wouter';
import { useSession } from '../session/session.js';
import './home.css';

const roles = [
  {
    role: 'CUSTOMER',
    name: 'Customer',
    does: 'Order shoes, follow every parcel to the door, decide when something is missing.',
  },
  {
    role: 'COURIER',
    name: 'Courier',
    does: 'Pick up at the warehouse, report where the parcel is, hand it over.',
  },
  {
    role: 'MANAGER',
    name: 'Manager',
    does: 'See all orders, cancel one, set the fraud limit, fill the shelves.',
  },
  { role: 'OPERATOR', name: 'Operator', does: 'Put the system under load and watch it hold.' },
] as const;

const stations = ['Ordered', 'Reserved', 'Charged', 'Booked', 'Picked up', 'Delivered'];

/** The introduction, and the choice of a role. */
export function HomePage() {
  const { role, installation } = useSession();
  const open = roles.filter((known) => role === 'DEVELOPER' || role === known.role);
  return (
    <main className="page home" id="main">
      <header className="hero">
        <h1>Every order, all the way to the door.</h1>
        <p>
          An order management system: it reserves, charges, books the courier and waits, through outages and
          restarts, until each order is delivered or cancelled. Open two roles in two windows and watch one
          move the other.
        </p>
        <ol className="hero-line" aria-label="The steps of an order">
          {stations.map((station) => (
            <li key={station}>{station}</li>
          ))}
        </ol>
      </header>
      <nav aria-label="Choose a role">
        <ul className="role-cards">
          {open.map(({ role: known, name, does }) => (
            <li key={known} data-role={known.toLowerCase()}>
              <Link href={`/${known.toLowerCase()}`} className="role-card">
                <span className="role-name">{name}</span>
                <span>{does}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <section className="ways" aria-label="Behind the pages">
        {installation.explorable && (
          <a href="/graphql">
            <strong>Playground</strong>
            <span className="soft">
              The GraphQL API with a ready example: place an order, subscribe to it.
            </span>
          </a>
        )}
        {installation.temporalUiUrl !== null && (
          <a href={installation.temporalUiUrl} target="_blank" rel="noreferrer">
            <strong>Temporal ↗</strong>
            <span className="soft">Each order is one workflow. Watch them run here.</span>
          </a>
        )}
        {installation.explorable && (
          <a href="/docs/index.html">
            <strong>Docs</strong>
            <span className="soft">How it is built, how to call it, how to run it.</span>
          </a>
        )}
      </section>
    </main>
  );
}
