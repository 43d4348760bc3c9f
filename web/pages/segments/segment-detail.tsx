import './segments.css';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { filterToWords } from '../../filters/filter-url.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { Panel, PanelBody } from '../../panel/panel.tsx';
import { studioPath, useScope, useScopeApp } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { Page } from '../../shell/page.tsx';
import { DeleteSegment, isInUse, UseList } from './delete-segment.tsx';
import { RunStatus } from './run-status.tsx';
import { useSegmentActions } from './segment-actions.ts';
import { isRunning, type SegmentDetail, type SegmentUses, segmentPath, useSegment } from './segment-api.ts';
import { SegmentRuns } from './segment-runs.tsx';
import { SegmentTrend } from './segment-trend.tsx';
import { useSaveSegment } from './use-save-segment.ts';
import { useSentence } from './use-sentence.ts';
import { UserTable } from './user-table.tsx';

/** Page of one segment: numbers, trend, runs, sample. */
export default function SegmentDetailPage() {
  const say = useSay();
  const scope = useScope();
  const { segmentId = '' } = useParams();
  const [isBusy, setBusy] = useState(false);
  const segment = useSegment(segmentId, isBusy);
  const busyNow = segment.data !== undefined && isRunning(segment.data);
  if (busyNow !== isBusy) setBusy(busyNow);
  const { data } = segment;
  return (
    <Page
      title={data?.name ?? say('segments.title')}
      crumbs={[{ text: say('segments.title'), href: studioPath(scope, 'segments') }]}
      help={say('segments.help')}
      actions={data && <DetailActions segment={data} />}
    >
      <PanelBody query={segment} thing={say('segments.thing')} height={300}>
        {(known) => (
          <SpaceBetween size="l">
            <Overview segment={known} />
            <SegmentTrend segment={known} />
            <SegmentRuns segment={known} />
            <Sample segment={known} />
          </SpaceBetween>
        )}
      </PanelBody>
    </Page>
  );
}

function DetailActions({ segment }: { readonly segment: SegmentDetail }) {
  const say = useSay();
  const navigate = useNavigate();
  const scope = useScope();
  const mayWrite = useMay('segment.write', scope.projectId);
  const actions = useSegmentActions();
  const save = useSaveSegment();
  const [isDeleting, setDeleting] = useState(false);
  const { imported } = segment.spec;
  const own = `segments/${encodeURIComponent(segment.id)}`;
  const filterHref = () => {
    const { f } = filterToWords({ segment: [segment.id], operator: 'in' });
    const words = new URLSearchParams(f.map((word) => ['f', word]));
    return `${studioPath(scope, 'dashboards')}?${words}`;
  };
  const run = async (id: string) => {
    if (id === 'filter') void navigate(filterHref());
    if (id === 'export') window.location.assign(`/api${segmentPath(scope.appId, segment.id)}/export`);
    if (id === 'link') await actions.copyExportLink(segment);
    if (id === 'duplicate') {
      const spec = { ...segment.spec, name: say('segments.copyOf', { name: segment.name }).slice(0, 255) };
      void navigate(studioPath(scope, `segments/${encodeURIComponent(await save({ spec, target: null }))}`));
    }
    if (id === 'delete') setDeleting(true);
  };
  return (
    <SpaceBetween size="xs" direction="horizontal">
      <ButtonDropdown
        items={[
          { id: 'filter', text: say('segments.openAsFilter') },
          { id: 'export', text: say('segments.export') },
          ...(mayWrite
            ? [
                { id: 'link', text: say('segments.exportLink') },
                ...(imported ? [] : [{ id: 'duplicate', text: say('segments.duplicate') }]),
                { id: 'delete', text: say('segments.delete') },
              ]
            : []),
        ]}
        onItemClick={({ detail }) => void run(detail.id)}
      >
        {say('shell.more')}
      </ButtonDropdown>
      {mayWrite && !imported && (
        <Button disabled={isRunning(segment)} onClick={() => void actions.refresh(segment)}>
          {say('segments.refresh')}
        </Button>
      )}
      {mayWrite && (
        <Button
          variant="primary"
          nativeButtonAttributes={{ 'data-shortcut': 'edit' }}
          onClick={() =>
            void navigate(
              studioPath(
                scope,
                imported ? `segments/import?into=${encodeURIComponent(segment.id)}` : `${own}/edit`,
              ),
            )
          }
        >
          {say(imported ? 'segments.importMore' : 'action.edit')}
        </Button>
      )}
      {isDeleting && (
        <DeleteSegment
          segment={segment}
          onClose={() => setDeleting(false)}
          onDeleted={() => void navigate(studioPath(scope, 'segments'))}
        />
      )}
    </SpaceBetween>
  );
}

function Overview({ segment }: { readonly segment: SegmentDetail }) {
  const say = useSay();
  const formats = useFormats();
  const timeZone = useScopeApp()?.timeZone ?? 'UTC';
  const sentence = useSentence(segment.spec.criteria);
  const { inUse, latest, nextRunsMs, problem } = segment;
  const uses = useApi<SegmentUses>({ path: `${segmentPath(segment.appId, segment.id)}/uses` });
  const failure = latest?.status === 'Failed' ? latest.failure : null;
  return (
    <Panel title={say('segments.overview')} query={uses} thing={say('segments.uses')}>
      {(known) => (
        <SpaceBetween size="m">
          {failure !== null && (
            <Alert type="error">
              {inUse?.endedAtMs == null
                ? say('segments.failedFirst', { code: failure.code, message: failure.message })
                : say('segments.failedStill', {
                    code: failure.code,
                    date: formats.moment(inUse.endedAtMs, timeZone),
                  })}
            </Alert>
          )}
          {problem !== null && <Alert type="error">{`${problem.message} (${problem.code})`}</Alert>}
          <div className="ms-segment-sentence ms-text">
            {segment.spec.imported ? say('segments.imported') : sentence}
          </div>
          <KeyValuePairs
            columns={4}
            items={[
              {
                label: say('segments.usersInUse'),
                value: `${formats.count(inUse?.users)} · ${formats.rate(inUse?.percent == null ? null : inUse.percent / 100)}`,
              },
              { label: say('segments.people'), value: formats.count(inUse?.userKeys) },
              {
                label: say('segments.column.status'),
                value: latest === null ? say('segments.never') : <RunStatus run={latest} />,
              },
              {
                label: say('segments.nextRuns'),
                value:
                  nextRunsMs.length === 0
                    ? say('segments.byHand')
                    : nextRunsMs.map((ms) => <div key={ms}>{formats.moment(ms, timeZone)}</div>),
              },
              {
                label: say('segments.uses'),
                value: isInUse(known) ? <UseList uses={known} /> : say('segments.usesNone'),
              },
            ]}
          />
        </SpaceBetween>
      )}
    </Panel>
  );
}

function Sample({ segment }: { readonly segment: SegmentDetail }) {
  const say = useSay();
  const sample = useApi<readonly Readonly<Record<string, unknown>>[]>({
    path: `${segmentPath(segment.appId, segment.id)}/sample`,
    query: { jobRunId: segment.inUse?.runId },
  });
  return (
    <PanelBody query={sample} thing={say('segments.sampleTitle')}>
      {(rows) => <UserTable rows={rows} title={say('segments.sampleTitle')} variant="container" />}
    </PanelBody>
  );
}
