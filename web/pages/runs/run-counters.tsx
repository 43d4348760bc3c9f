import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useNavigate } from 'react-router';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import type { RunDetail } from './run-types.ts';

const requestParts = ['decoded', 'undecodable', 'empty'] as const;
const eventParts = ['human', 'bot', 'duplicate', 'rejected'] as const;

/** A whole and its parts as a sum, with whether it holds. */
function Sum(props: {
  readonly whole: string;
  readonly total: number;
  readonly parts: readonly (readonly [name: string, count: number])[];
  readonly isRight: boolean;
}) {
  const say = useSay();
  const formats = useFormats();
  const { whole, total, parts, isRight } = props;
  const texts = parts.map(([name, count]) => `${say(`run.count.${name}`)} ${formats.count(count)}`);
  return (
    <SpaceBetween direction="horizontal" size="s">
      <Box>
        {say(`run.count.${whole}`)} <strong>{formats.count(total)}</strong> = {texts.join(' + ')}
      </Box>
      <StatusIndicator type={isRight ? 'success' : 'error'}>
        {say(isRight ? 'run.balanced' : 'run.unbalanced')}
      </StatusIndicator>
    </SpaceBetween>
  );
}

/** What a run counted: both sums, rows by table, rejected events by reason. */
export function RunCounters({ run }: { readonly run: RunDetail }) {
  const say = useSay();
  const formats = useFormats();
  const navigate = useNavigate();
  const { counters, balances } = run;
  if (counters === null || balances === null) return null;
  const reasons = Object.entries(counters.rejectedByReason).filter(([, count]) => count > 0);
  return (
    <Container header={<Header variant="h2">{say('run.counts')}</Header>}>
      <SpaceBetween size="m">
        <Sum
          whole="accepted"
          total={counters.requests.accepted}
          parts={requestParts.map((name) => [name, counters.requests[name]] as const)}
          isRight={balances.requests}
        />
        <Sum
          whole="events"
          total={counters.events.decoded}
          parts={eventParts.map((name) => [name, counters.events[name]] as const)}
          isRight={balances.events}
        />
        <KeyValuePairs
          columns={4}
          items={Object.entries(counters.rows).map(([table, count]) => ({
            label: say('run.rowsOf', { table }),
            value: formats.count(count),
          }))}
        />
        {reasons.length > 0 && (
          <Box>
            <Button
              variant="inline-link"
              onClick={() => void navigate(`/project/${encodeURIComponent(run.projectId)}/quarantine`)}
            >
              {say('run.openRejected')}
            </Button>{' '}
            {say('run.reasons')}:{' '}
            {reasons.map(([reason, count]) => `${reason} ${formats.count(count)}`).join(' · ')}
          </Box>
        )}
      </SpaceBetween>
    </Container>
  );
}
