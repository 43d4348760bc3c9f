import { useCallback, useEffect, useRef, useState } from 'react';
import type { PluginTrial } from './plugin-api.ts';

/** A trial that can be run, cancelled and run again. */
export interface TrialRun {
  readonly isRunning: boolean;
  readonly result: PluginTrial | null;
  readonly error: unknown;
  run(): void;
  cancel(): void;
}

/** Runs the call; one that is cancelled or left behind is ended on the server too. */
export function useTrial(call: (signal: AbortSignal) => Promise<PluginTrial>): TrialRun {
  const [state, setState] = useState<Omit<TrialRun, 'run' | 'cancel'>>({
    isRunning: false,
    result: null,
    error: null,
  });
  const running = useRef<AbortController | null>(null);
  const newest = useRef(call);
  newest.current = call;
  useEffect(() => () => running.current?.abort(), []);
  const run = useCallback(() => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setState({ isRunning: true, result: null, error: null });
    newest.current(abort.signal).then(
      (result) => !abort.signal.aborted && setState({ isRunning: false, result, error: null }),
      (error: unknown) => !abort.signal.aborted && setState({ isRunning: false, result: null, error }),
    );
  }, []);
  const cancel = useCallback(() => {
    running.current?.abort();
    setState({ isRunning: false, result: null, error: null });
  }, []);
  return { ...state, run, cancel };
}
