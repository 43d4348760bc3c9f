import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState } from 'react';
import { callApi } from '../../api/call-api.ts';
import { useSay, useSpeech } from '../../i18n/language.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { leafText } from './condition-text.ts';
import { KeptCasesPanel } from './kept-cases.tsx';
import { type Rules, type TrafficTest, type TrafficVisit, useTrafficPath } from './traffic-api.ts';

/** Long enough to join the letters of one word, short enough to feel like each keystroke. */
const calmMs = 150;

/** What rules make of a visit while it is typed. */
function useTest(rules: Rules | null, visit: TrafficVisit, onTest: (test: TrafficTest | null) => void) {
  const path = useTrafficPath();
  const [test, setTest] = useState<TrafficTest | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { url = '', referrer = '' } = visit;
  useEffect(() => {
    const stop = new AbortController();
    const show = (next: TrafficTest | null, problem: unknown) => {
      setTest(next);
      setError(problem);
      onTest(next);
    };
    const timer = setTimeout(() => {
      const cases = [{ ...(url === '' ? {} : { url }), ...(referrer === '' ? {} : { referrer }) }];
      const body = { cases, ...(rules === null ? {} : { rules }) };
      callApi<readonly TrafficTest[]>({ path: `${path}/test`, body, signal: stop.signal })
        .then(([first]) => show(first ?? null, null))
        .catch((problem: unknown) => !stop.signal.aborted && show(null, problem));
    }, calmMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [path, rules, url, referrer, onTest]);
  return { test, error };
}

/** Tries the rules on one visit at each keystroke, with the pipeline's own code. */
export function Tester(props: {
  /** Null tries the rules in force. */
  readonly rules: Rules | null;
  readonly onTest: (test: TrafficTest | null) => void;
}) {
  const say = useSay();
  const [url, setUrl] = useState('https://shop.example.org/?utm_source=google&utm_medium=cpc');
  const [referrer, setReferrer] = useState('');
  const { test, error } = useTest(props.rules, { url, referrer }, props.onTest);
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{say('traffic.tester')}</Header>}>
        <SpaceBetween size="m">
          <FormField label={say('traffic.url')}>
            <Input value={url} onChange={({ detail }) => setUrl(detail.value)} />
          </FormField>
          <FormField label={say('traffic.referrer')}>
            <Input value={referrer} onChange={({ detail }) => setReferrer(detail.value)} />
          </FormField>
          <div aria-live="polite">
            {error !== null && <ErrorState error={error} />}
            {test !== null && <Verdict test={test} />}
          </div>
        </SpaceBetween>
      </Container>
      <KeptCasesPanel rules={props.rules} visit={{ url, referrer }} test={test} />
    </SpaceBetween>
  );
}

/** Where the visit comes from, and which rule says so. */
function Verdict({ test }: { readonly test: TrafficTest }) {
  const say = useSay();
  const speech = useSpeech();
  const { result, decidedBy, verdicts } = test;
  const decided = decidedBy === null ? undefined : verdicts.find(({ index }) => index === decidedBy);
  const reasons = (decided?.because ?? []).map(({ test: leaf }) => leafText(leaf, speech));
  const before = verdicts
    .filter(({ index, holds }) => !holds && (decidedBy === null || index < decidedBy))
    .slice(-3);
  const fields = ['source', 'medium', 'campaign', 'category', 'term', 'clid'] as const;
  return (
    <SpaceBetween size="s">
      <Box variant="h3">
        {result.channelGroup ?? say('traffic.unassigned')}
        {decided === undefined
          ? ` · ${say('traffic.noRule')}`
          : ` · ${say('traffic.ruleMatches', { number: decided.index + 1 })}`}
      </Box>
      {reasons.length > 0 && <div className="ms-text">{reasons.join('; ')}</div>}
      <KeyValuePairs
        columns={2}
        items={[
          { label: say('traffic.origin'), value: say(`traffic.origin.${test.origin}`) },
          ...fields.map((field) => ({
            label: say(`traffic.result.${field}`),
            value: <span className="ms-text">{result[field] ?? '–'}</span>,
          })),
        ]}
      />
      {before.length > 0 && (
        <ul>
          {before.map(({ index, channel, because }) => (
            <li key={index} className="ms-text">
              {say('traffic.ruleDoesNot', { number: index + 1, channel })}{' '}
              {because
                .slice(0, 2)
                .map(({ test: leaf, actual }) =>
                  say('traffic.actual', {
                    field: say(`traffic.field.${leaf.field}`),
                    value: actual ?? say('traffic.emptyValue'),
                  }),
                )
                .join(', ')}
            </li>
          ))}
        </ul>
      )}
    </SpaceBetween>
  );
}
