import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect, useState } from 'react';
import { callApi } from '../../api/call-api.ts';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import {
  type CaseOutcome,
  type KeptCases,
  type Rules,
  type TrafficTest,
  type TrafficVisit,
  useTrafficPath,
} from './traffic-api.ts';

type Case = NonNullable<KeptCases['body']>['cases'][number];

/** Outcomes of the kept cases under rules; asked again when either changes. */
function useOutcomes(rules: Rules | null, version: number): readonly CaseOutcome[] {
  const path = useTrafficPath();
  const [outcomes, setOutcomes] = useState<readonly CaseOutcome[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    if (version > 0) {
      callApi<readonly CaseOutcome[]>({
        path: `${path}/cases/run`,
        body: rules === null ? {} : { rules },
        signal: stop.signal,
      })
        .then(setOutcomes)
        // Rules that are wrong are told above the lists.
        .catch(() => undefined);
    }
    return () => stop.abort();
  }, [path, rules, version]);
  return outcomes;
}

/** A name for a visit: its source and channel. */
function nameOf({ result }: TrafficTest): string {
  return [result.source ?? '–', result.medium, result.channelGroup]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Visits that are kept with what they must give, and whether they do. */
export function KeptCasesPanel(props: {
  readonly rules: Rules | null;
  readonly visit: TrafficVisit;
  readonly test: TrafficTest | null;
}) {
  const say = useSay();
  const flashes = useFlashes();
  const path = `${useTrafficPath()}/cases`;
  const kept = useApi<KeptCases>({ path });
  const save = useApiWrite<KeptCases, readonly Case[]>(
    (cases) => ({
      method: 'PUT',
      path,
      body: { version: kept.data?.version ?? 0, body: { version: 1, cases } },
    }),
    [path],
  );
  const cases = kept.data?.body?.cases ?? [];
  const outcomes = useOutcomes(props.rules, kept.data?.version ?? 0);
  const good = outcomes.filter(({ isAsExpected }) => isAsExpected).length;
  const write = (next: readonly Case[]) =>
    save.mutate(next, { onError: (error) => flashes.failed(say('traffic.casesNotSaved'), error) });
  const keep = () => {
    if (props.test === null) return;
    const { source, medium, campaign, category, channelGroup } = props.test.result;
    const { url = '', referrer = '' } = props.visit;
    const visit = { ...(url === '' ? {} : { url }), ...(referrer === '' ? {} : { referrer }) };
    const expected = { source, medium, campaign, category, channelGroup };
    write([...cases, { name: nameOf(props.test).slice(0, 255), visit, expected }]);
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button disabled={props.test === null} loading={save.isPending} onClick={keep}>
              {say('traffic.keepCase')}
            </Button>
          }
          description={
            outcomes.length === 0 ? undefined : say('traffic.casesGood', { good, total: outcomes.length })
          }
        >
          {say('traffic.cases')}
        </Header>
      }
    >
      <PanelBody
        query={kept}
        thing={say('traffic.cases')}
        height={60}
        emptyOf={() => (cases.length === 0 ? { text: say('traffic.noCases') } : null)}
      >
        {() => (
          <SpaceBetween size="xs">
            {cases.map((one, at) => (
              <CaseLine
                // biome-ignore lint/suspicious/noArrayIndexKey: a case is its place
                key={at}
                name={one.name}
                outcome={outcomes[at]}
                onRemove={() => write(cases.toSpliced(at, 1))}
              />
            ))}
          </SpaceBetween>
        )}
      </PanelBody>
    </Container>
  );
}

function CaseLine(props: {
  readonly name: string;
  readonly outcome: CaseOutcome | undefined;
  readonly onRemove: () => void;
}) {
  const say = useSay();
  const { name, outcome } = props;
  const type = outcome === undefined ? 'pending' : outcome.isAsExpected ? 'success' : 'error';
  return (
    <SpaceBetween size="xs" direction="horizontal" alignItems="center">
      <StatusIndicator type={type}>
        <span className="ms-text">{name}</span>
        {(outcome?.differences ?? []).map(({ field, expected, actual }) => (
          <div key={field} className="ms-text">
            {say('traffic.difference', {
              field: say(`traffic.result.${field}`),
              expected: expected ?? say('traffic.emptyValue'),
              actual: actual ?? say('traffic.emptyValue'),
            })}
          </div>
        ))}
      </StatusIndicator>
      <Button
        variant="icon"
        iconName="close"
        ariaLabel={`${say('action.remove')}: ${name}`}
        onClick={props.onRemove}
      />
    </SpaceBetween>
  );
}
