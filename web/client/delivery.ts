import { ApolloLink } from '@apollo/client';
import { Observable } from 'rxjs';
import { canArrive } from './connection.js';

/** Thrown for a request that was withdrawn before it was sent. */
export class Withdrawn extends Error {}

/** Tracks the delivery of one request over all attempts. */
export class Delivery {
  #attempts = 0;
  #isInFlight = false;
  #mayHaveArrived = false;
  #isWithdrawn = false;

  /** Whether it certainly has not arrived. */
  get isUnsent(): boolean {
    return !this.#isInFlight && !this.#mayHaveArrived;
  }

  /** Whether it had to be sent more than once. */
  get wasDelayed(): boolean {
    return this.#attempts > 1;
  }

  /** Withdraws it, unless it may have arrived: then its outcome must be found out. */
  withdraw(): void {
    this.#isWithdrawn = true;
  }

  /** Starts an attempt; returns the function that ends it. */
  begin(): (error: unknown) => void {
    if (this.#isWithdrawn && this.isUnsent) throw new Withdrawn();
    const couldArrive = canArrive();
    this.#attempts += 1;
    this.#isInFlight = true;
    return (error) => {
      this.#isInFlight = false;
      // If the connection was known to be down, the request certainly did not arrive; otherwise only its answer may be lost.
      if (couldArrive || !(error instanceof TypeError)) this.#mayHaveArrived = true;
    };
  }
}

/** Tracks the attempts of a request; placed behind the link that makes them. */
export class DeliveryLink extends ApolloLink {
  override request(
    operation: ApolloLink.Operation,
    forward: ApolloLink.ForwardFunction,
  ): Observable<ApolloLink.Result> {
    const { delivery } = operation.getContext() as { readonly delivery?: Delivery };
    if (delivery === undefined) return forward(operation);
    return new Observable((observer) => {
      const end = delivery.begin();
      return forward(operation).subscribe({
        next: (result) => {
          end(null);
          observer.next(result);
        },
        error: (error) => {
          end(error);
          observer.error(error);
        },
        complete: () => observer.complete(),
      });
    });
  }
}
