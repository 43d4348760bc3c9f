import Button from '@cloudscape-design/components/button';
import Flashbar from '@cloudscape-design/components/flashbar';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { connection } from '../api/connection.ts';
import { useSay } from '../i18n/language.tsx';

function useSecondsToRetry(isLost: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!isLost) return;
    const count = () => setSeconds(Math.max(0, Math.ceil((connection.retryAtMs() - Date.now()) / 1_000)));
    count();
    const timer = setInterval(count, 250);
    return () => clearInterval(timer);
  }, [isLost]);
  return seconds;
}

/** Pages that ask nothing notice a server that is gone within this time, ms. */
const checkMs = 10_000;

/** One bar over the whole page while the server does not answer; panels keep their data. */
export function ConnectionBar() {
  const say = useSay();
  const client = useQueryClient();
  const state = useSyncExternalStore(connection.subscribe, connection.state);
  const seconds = useSecondsToRetry(state === 'lost');
  useEffect(() => {
    if (state === 'back') void client.invalidateQueries();
  }, [client, state]);
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && void connection.check(), checkMs);
    return () => clearInterval(timer);
  }, []);
  if (state !== 'lost' && state !== 'back') return null;
  const isLost = state === 'lost';
  return (
    <div className="ms-connection">
      <Flashbar
        items={[
          {
            id: 'connection',
            type: isLost ? 'warning' : 'success',
            content: isLost ? say('connection.lost', { seconds }) : say('connection.back'),
            ...(isLost
              ? { action: <Button onClick={() => void connection.retry()}>{say('connection.retry')}</Button> }
              : {}),
          },
        ]}
      />
    </div>
  );
}
