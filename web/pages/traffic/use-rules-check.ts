import { useEffect, useState } from 'react';
import { callApi } from '../../api/call-api.ts';
import { type Rules, type RulesCheck, useTrafficPath } from './traffic-api.ts';

/** Rules are checked when nobody changed them for this long. */
const calmMs = 400;

/** What is wrong with rules and which of them no visit reaches; null rules are those in force. */
export function useRulesCheck(rules: Rules | null): RulesCheck | null {
  const path = useTrafficPath();
  const [check, setCheck] = useState<RulesCheck | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(
      () =>
        void callApi<RulesCheck>({
          path: `${path}/check`,
          body: rules === null ? {} : { rules },
          signal: stop.signal,
        })
          .then(setCheck)
          // Readers may not check; publishing checks again.
          .catch(() => undefined),
      calmMs,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [path, rules]);
  return check;
}
