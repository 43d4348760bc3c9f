import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { SegmentSpec } from '@millstream/studio/spec';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { keyOf, useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { SplitPanelContent } from '../../shell/side-panels.tsx';
import { isComplete } from './builder/rule-problem.ts';
import { type SegmentOutcome, segmentsPath } from './segment-api.ts';
import { UserTable } from './user-table.tsx';

/** A definition is counted when nobody changed it for this long. */
const calmMs = 800;

/** The value as it was when it last stood still. */
function useCalm(value: string): string {
  const [calm, setCalm] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setCalm(value), calmMs);
    return () => clearTimeout(timer);
  }, [value]);
  return calm;
}

/** Counts a definition that nobody saved yet, and shows some of its users. */
export function LiveCount({ spec, sentence }: { readonly spec: SegmentSpec; readonly sentence: string }) {
  const say = useSay();
  const formats = useFormats();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [stopped, setStopped] = useState<string | null>(null);
  const canCount = isComplete(spec);
  // Name and schedule change nothing about who is in it.
  const { appId, projectId, criteria } = spec;
  const counted = useCalm(
    canCount ? JSON.stringify({ version: 1, name: 'preview', appId, projectId, criteria }) : '',
  );
  const call = {
    method: 'POST' as const,
    path: `${segmentsPath(appId)}/preview`,
    body: counted === '' ? null : { spec: JSON.parse(counted) },
  };
  const query = useApi<SegmentOutcome>(counted === '' || stopped === counted ? null : call, {
    staleMs: 30_000,
    keepPrevious: false,
  });
  const stop = () => {
    setStopped(counted);
    void client.cancelQueries({ queryKey: keyOf(call) });
  };
  const { data } = query;
  const close = useCallback(() => setOpen(false), []);
  return (
    <Container header={<Header variant="h2">{say('segments.preview')}</Header>}>
      <SpaceBetween size="s">
        <div className="ms-segment-sentence ms-text">{sentence}</div>
        <div aria-live="polite">
          {!canCount ? (
            <StatusIndicator type="info">{say('segments.previewWait')}</StatusIndicator>
          ) : stopped === counted ? (
            say('segments.cancelled')
          ) : query.isFetching || data === undefined ? (
            !query.isError && (
              <SpaceBetween size="xs" direction="horizontal">
                <StatusIndicator type="loading">{say('segments.counting')}</StatusIndicator>
                <Button variant="inline-link" onClick={stop}>
                  {say('segments.stop')}
                </Button>
              </SpaceBetween>
            )
          ) : (
            say('segments.previewCounts', {
              devices: formats.count(data.segmentUsers),
              users: formats.count(data.segmentUserKeys),
              percent: data.totalUsers === 0 ? '–' : formats.rate(data.segmentUsers / data.totalUsers, 1),
            })
          )}
        </div>
        {canCount && query.isError && !query.isFetching && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {canCount && data !== undefined && data.sample.length > 0 && (
          <>
            <Button onClick={() => setOpen(!isOpen)} ariaExpanded={isOpen}>
              {say(isOpen ? 'segments.previewHide' : 'segments.previewRows')}
            </Button>
            {isOpen && (
              <SplitPanelContent title={say('segments.preview')} onClose={close}>
                <UserTable rows={data.sample} title={say('segments.sampleTitle')} variant="embedded" />
              </SplitPanelContent>
            )}
          </>
        )}
      </SpaceBetween>
    </Container>
  );
}
