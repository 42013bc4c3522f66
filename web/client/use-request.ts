import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { faultMessage } from './fault-message.js';
import { newRequestId } from './ids.js';
import type { Outcome, RequestKind, UserError } from './requests.js';

export type RequestState =
  | { readonly phase: 'idle' | 'sending' | 'pending' | 'done' }
  | { readonly phase: 'refused'; readonly errors: readonly UserError[] }
  | { readonly phase: 'failed'; readonly message: string };

export interface Request<TInput, TOutcome> {
  readonly state: RequestState;
  readonly busy: boolean;
  /** Sends it; the outcome, or null where nobody could be reached. */
  readonly send: (input: TInput) => Promise<TOutcome | null>;
  readonly clear: () => void;
}

const longestPause = 10_000;

/**
 * Sends a mutation so that it acts once, whatever happens on the way: a repetition carries the request id
 * of the first try. While the answer is `pending` (stored, not yet judged) it goes on asking.
 */
export function useRequest<
  TInput,
  TData,
  TVariables extends Record<string, unknown>,
  TOutcome extends Outcome,
>(kind: RequestKind<TInput, TData, TVariables, TOutcome>): Request<TInput, TOutcome> {
  const client = useApolloClient();
  const [state, setState] = useState<RequestState>({ phase: 'idle' });
  const turn = useRef<symbol | null>(null);
  const unsettled = useRef<{ readonly input: string; readonly requestId: string } | null>(null);
  useEffect(
    () => () => {
      turn.current = null;
    },
    [],
  );

  const send = useCallback(
    async (input: TInput): Promise<TOutcome | null> => {
      const own = Symbol();
      turn.current = own;
      const tell = (next: RequestState): void => {
        if (turn.current === own) setState(next);
      };
      const text = JSON.stringify(input);
      const requestId = unsettled.current?.input === text ? unsettled.current.requestId : newRequestId();
      unsettled.current = { input: text, requestId };
      const ask = async (): Promise<TOutcome> => {
        const { data } = await client.mutate({
          mutation: kind.document,
          variables: kind.variablesOf(input, requestId),
        } as Parameters<typeof client.mutate<TData, TVariables>>[0]);
        return kind.outcomeOf(data as TData);
      };
      tell({ phase: 'sending' });
      try {
        let outcome = await ask();
        for (let pause = 1_000; outcome.pending && turn.current === own; pause *= 1.6) {
          tell({ phase: 'pending' });
          await new Promise((resolve) => setTimeout(resolve, Math.min(longestPause, pause)));
          if (turn.current === own) outcome = await ask();
        }
        if (!outcome.pending) unsettled.current = null;
        tell(
          outcome.userErrors.length > 0
            ? { phase: 'refused', errors: outcome.userErrors }
            : { phase: 'done' },
        );
        return outcome;
      } catch (error) {
        tell({ phase: 'failed', message: faultMessage(error) });
        return null;
      }
    },
    [client, kind],
  );

  const clear = useCallback(() => {
    turn.current = null;
    setState({ phase: 'idle' });
  }, []);
  return { state, busy: state.phase === 'sending' || state.phase === 'pending', send, clear };
}
