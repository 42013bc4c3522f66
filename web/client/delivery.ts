import { ApolloLink } from '@apollo/client';
import { Observable } from 'rxjs';
import { canArrive } from './connection.js';

/** A request that was taken back before any of it was sent. */
export class Withdrawn extends Error {}

/** How far one request has come, over all attempts to send it. */
export class Delivery {
  #attempts = 0;
  #isInFlight = false;
  #mayHaveArrived = false;
  #isWithdrawn = false;

  /** Whether surely nobody has received it. */
  get isUnsent(): boolean {
    return !this.#isInFlight && !this.#mayHaveArrived;
  }

  /** Whether it had to be sent more than once. */
  get wasDelayed(): boolean {
    return this.#attempts > 1;
  }

  /** Sends nothing more, unless some of it may have arrived: then what becomes of it has to be found out. */
  withdraw(): void {
    this.#isWithdrawn = true;
  }

  /** Begins an attempt; what it returns ends it. */
  begin(): (fault: unknown) => void {
    if (this.#isWithdrawn && this.isUnsent) throw new Withdrawn();
    const couldArrive = canArrive();
    this.#attempts += 1;
    this.#isInFlight = true;
    return (fault) => {
      this.#isInFlight = false;
      // Where the way was known to be closed, that nobody was reached is sure; elsewhere the answer may be what was lost.
      if (couldArrive || !(fault instanceof TypeError)) this.#mayHaveArrived = true;
    };
  }
}

/** Keeps account of the attempts of a request, behind the link that makes them. */
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
        error: (fault) => {
          end(fault);
          observer.error(fault);
        },
        complete: () => observer.complete(),
      });
    });
  }
}
