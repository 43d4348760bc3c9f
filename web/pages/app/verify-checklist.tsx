import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useEffect, useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { appPath, type VerifyChecks } from './app-api.ts';

/** Whether this browser reaches the endpoint: `null` while it is tried. */
function useReachable(endpoint: string | null): boolean | null {
  const [isReachable, setReachable] = useState<boolean | null>(null);
  useEffect(() => {
    if (endpoint === null) {
      setReachable(false);
      return;
    }
    const abort = new AbortController();
    const look = () =>
      // The answer is not readable across origins; that there is one is enough.
      fetch(new URL('/health', endpoint), { mode: 'no-cors', signal: abort.signal }).then(
        () => setReachable(true),
        () => !abort.signal.aborted && setReachable(false),
      );
    void look();
    const timer = setInterval(() => void look(), 5_000);
    return () => {
      abort.abort();
      clearInterval(timer);
    };
  }, [endpoint]);
  return isReachable;
}

/** What may be the cause of the silence, looked at again and again. */
export function VerifyChecklist(props: {
  readonly projectId: string;
  readonly appId: string;
  readonly endpoint: string | null;
}) {
  const say = useSay();
  const { projectId, appId, endpoint } = props;
  const [origin, setOrigin] = useState('');
  const isReachable = useReachable(endpoint);
  const query = origin.trim() === '' ? {} : { origin: origin.trim().replace(/\/$/, '') };
  const checks = useApi<VerifyChecks>(
    { path: `${appPath(projectId, appId)}/checks`, query },
    { refetchMs: 5_000 },
  );
  const { data } = checks;
  const isMixed = origin.startsWith('https://') && endpoint?.startsWith('http://') === true;
  const line = (id: string, type: StatusIndicatorProps.Type, values = {}) => (
    <StatusIndicator key={id} type={type}>
      {say(`verify.check.${id}`, values)}
    </StatusIndicator>
  );
  return (
    <SpaceBetween size="s">
      <Box variant="h3">{say('verify.causes')}</Box>
      {line(
        isReachable === false ? 'unreachable' : 'reachable',
        isReachable === null ? 'loading' : isReachable ? 'success' : 'error',
        { url: endpoint ?? '–' },
      )}
      {data !== undefined &&
        line(data.collectorAnswers ? 'answers' : 'silent', data.collectorAnswers ? 'success' : 'error')}
      {data !== undefined &&
        line(data.appEnabled ? 'enabled' : 'disabled', data.appEnabled ? 'success' : 'error')}
      <FormField label={say('verify.origin')} description={say('verify.originText')}>
        <Input
          value={origin}
          placeholder="https://shop.example.org"
          onChange={({ detail }) => setOrigin(detail.value)}
        />
      </FormField>
      {data !== undefined && data.originAllowed !== null && (
        <>
          {line(
            data.originAllowed ? 'originAllowed' : 'originRefused',
            data.originAllowed ? 'success' : 'error',
            {
              origin: query.origin ?? '',
            },
          )}
          {line(isMixed ? 'mixed' : 'sameScheme', isMixed ? 'error' : 'success')}
        </>
      )}
      {line('blocker', 'info')}
    </SpaceBetween>
  );
}
