import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { appPath, type VerifyChecks } from './app-api.ts';

/**
 * Where a person sees whether this browser reaches the collector. The page may not look itself: its security policy lets it
 * connect to the console alone.
 */
const healthOf = (endpoint: string): string => new URL('/health', endpoint).href;

/** What may be the cause of the silence, looked at again and again. */
export function VerifyChecklist(props: {
  readonly projectId: string;
  readonly appId: string;
  readonly endpoint: string | null;
}) {
  const say = useSay();
  const { projectId, appId, endpoint } = props;
  const [origin, setOrigin] = useState('');
  const query = origin.trim() === '' ? {} : { origin: origin.trim().replace(/\/$/, '') };
  const checks = useApi<VerifyChecks>(
    { path: `${appPath(projectId, appId)}/checks`, query },
    { refetchMs: 5_000 },
  );
  const { data } = checks;
  const isMixed = origin.startsWith('https://') && endpoint?.startsWith('http://') === true;
  const line = (id: string, type: StatusIndicatorProps.Type, values = {}) => (
    <StatusIndicator key={id} type={type}>
      <span className="ms-text">{say(`verify.check.${id}`, values)}</span>
    </StatusIndicator>
  );
  return (
    <SpaceBetween size="s">
      <Box variant="h3">{say('verify.causes')}</Box>
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
      {endpoint !== null && (
        <StatusIndicator type="info">
          <span className="ms-text">{say('verify.check.reach')}</span>{' '}
          <Link href={healthOf(endpoint)} target="_blank" rel="noopener noreferrer">
            {healthOf(endpoint)}
          </Link>
        </StatusIndicator>
      )}
      {line('blocker', 'info')}
    </SpaceBetween>
  );
}
