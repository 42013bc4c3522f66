import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { Delivery, Withdrawn } from './delivery.js';
import { faultMessage } from './fault-message.js';
import { newRequestId } from './ids.js';
import { noticeOfLeft } from './left-request.js';
import { notify } from './notices.js';
import type { RequestState } from './request-state.js';
import type { Outcome, RequestKind } from './requests.js';

export interface Request<TInput, TOutcome> {
  readonly state: RequestState;
  readonly busy: boolean;
  /** Sends it; returns the outcome, or null if the API could not be reached. */
  readonly send: (input: TInput) => Promise<TOutcome | null>;
  readonly clear: () => void;
  /** Whether the last one was sent more than once, so that the reader may be busy elsewhere by now. */
  readonly wasDelayed: () => boolean;
}

const longestPause = 10_000;

/** One request on its way. */
interface Sending {
  readonly delivery: Delivery;
  /** Set if the component that sent it is gone: a notice with this key shows the outcome. */
  notice: { readonly key: string; readonly name: string } | null;
  state: RequestState;
}

/**
 * Sends a mutation so that it acts once: a retry has the request id of the first attempt. While the answer is `pending`
 * (stored, not yet decided) it sends it again.
 * @param name the name of the request, if leaving withdraws it: closing the dialog stops what has not been sent, and for
 *   what may have arrived a notice shows the outcome.
 */
export function useRequest<
  TInput,
  TData,
  TVariables extends Record<string, unknown>,
  TOutcome extends Outcome,
>(
  kind: RequestKind<TInput, TData, TVariables, TOutcome>,
  name: string | null = null,
): Request<TInput, TOutcome> {
  const client = useApolloClient();
  const [state, setState] = useState<RequestState>({ phase: 'idle' });
  const turn = useRef<Sending | null>(null);
  const last = useRef<Delivery | null>(null);
  const unsettled = useRef<{ readonly input: string; readonly requestId: string } | null>(null);
  const leave = useEffectEvent(() => {
    const sending = turn.current;
    turn.current = null;
    if (sending === null || name === null || !isUnderWay(sending.state)) return;
    sending.delivery.withdraw();
    sending.notice = { key: newRequestId(), name };
    tellOfLeft(sending);
  });
  useEffect(() => () => leave(), []);

  const send = useCallback(
    async (input: TInput): Promise<TOutcome | null> => {
      const own: Sending = { delivery: new Delivery(), notice: null, state: { phase: 'sending' } };
      turn.current = own;
      last.current = own.delivery;
      const tell = (next: RequestState): void => {
        own.state = next;
        if (turn.current === own) setState(next);
        else tellOfLeft(own);
      };
      const isWanted = (): boolean => turn.current === own || own.notice !== null;
      const text = JSON.stringify(input);
      const requestId = unsettled.current?.input === text ? unsettled.current.requestId : newRequestId();
      unsettled.current = { input: text, requestId };
      const ask = async (): Promise<TOutcome> => {
        const { data } = await client.mutate({
          mutation: kind.document,
          variables: kind.variablesOf(input, requestId),
          context: { delivery: own.delivery },
        } as Parameters<typeof client.mutate<TData, TVariables>>[0]);
        const outcome = data ? kind.outcomeOf(data) : null;
        if (!outcome) throw new Error('The answer holds no payload');
        return outcome;
      };
      tell({ phase: 'sending' });
      try {
        let outcome = await ask();
        for (let pause = 1_000; outcome.pending && isWanted(); pause *= 1.6) {
          tell({ phase: 'pending' });
          await new Promise((resolve) => setTimeout(resolve, Math.min(longestPause, pause)));
          if (isWanted()) outcome = await ask();
        }
        if (!outcome.pending) unsettled.current = null;
        tell(
          outcome.userErrors.length > 0
            ? { phase: 'refused', errors: outcome.userErrors }
            : { phase: 'done' },
        );
        return outcome;
      } catch (error) {
        tell(
          error instanceof Withdrawn
            ? { phase: 'withdrawn' }
            : { phase: 'failed', message: faultMessage(error) },
        );
        return null;
      }
    },
    [client, kind],
  );

  const clear = useCallback(() => {
    turn.current = null;
    setState({ phase: 'idle' });
  }, []);
  const wasDelayed = useCallback(() => last.current?.wasDelayed ?? false, []);
  return { state, busy: isUnderWay(state), send, clear, wasDelayed };
}

function isUnderWay({ phase }: RequestState): boolean {
  return phase === 'sending' || phase === 'pending';
}

function tellOfLeft({ notice, state, delivery }: Sending): void {
  if (notice !== null) notify(notice.key, noticeOfLeft(notice.name, state, delivery.isUnsent));
}
