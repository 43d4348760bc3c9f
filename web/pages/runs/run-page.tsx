import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay, useSpeech } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { Page } from '../../shell/page.tsx';
import { projectPath, useProjectLive } from '../pipelines/pipeline-api.ts';
import '../pipelines/pipeline.css';
import { RerunDialog } from './rerun-dialog.tsx';
import { RunCounters } from './run-counters.tsx';
import { RunStages } from './run-stages.tsx';
import { RunStatus } from './run-status.tsx';
import { otherDetail } from './run-timeline.ts';
import type { RunDetail } from './run-types.ts';

/** One run: what it read, what came of it, what may be done. */
export default function RunPage() {
  const say = useSay();
  const { projectId = '', runId = '' } = useParams();
  useProjectLive(projectId);
  const path = `${projectPath(projectId)}/runs/${encodeURIComponent(runId)}`;
  const run = useApi<RunDetail>({ path });
  return (
    <Page
      title={say('run.title', { kind: run.data ? say(`run.kind.${run.data.kind}`) : '…' })}
      crumbs={[
        { text: projectId, href: `/project/detail/${projectId}` },
        { text: say('nav.runs'), href: `/project/${projectId}/runs` },
      ]}
      description={run.data && <RunStatus state={run.data.state} />}
      actions={run.data && <RunActions run={run.data} path={path} />}
      help={say('run.help')}
    >
      <PanelBody query={run} thing={say('nav.runs')} height={300}>
        {(detail) => <RunContent run={detail} />}
      </PanelBody>
    </Page>
  );
}

function RunActions({ run, path }: { readonly run: RunDetail; readonly path: string }) {
  const say = useSay();
  const flashes = useFlashes();
  const mayWrite = useMay('operation.write', run.projectId);
  const [isOpen, setOpen] = useState(false);
  const cancel = useApiWrite<unknown, void>(() => ({ method: 'POST', path: `${path}/cancel` }), [path]);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {run.mayCancel && (
        <Button
          disabled={!mayWrite}
          loading={cancel.isPending}
          onClick={() =>
            cancel
              .mutateAsync()
              .then(() => flashes.succeeded(say('run.cancelled')))
              .catch((error: unknown) => flashes.failed(say('run.cancelFailed'), error))
          }
        >
          {say('action.cancel')}
        </Button>
      )}
      <Button
        disabled={!mayWrite || !run.mayRerun}
        {...(run.mayRerun ? {} : { disabledReason: say('run.noRerun') })}
        onClick={() => setOpen(true)}
      >
        {say('run.rerun')}
      </Button>
      {isOpen && <RerunDialog run={run} path={path} onClose={() => setOpen(false)} />}
    </SpaceBetween>
  );
}

function RunContent({ run }: { readonly run: RunDetail }) {
  const say = useSay();
  const speech = useSpeech();
  const formats = useFormats();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const moment = (ms: number | null) => (ms === null ? '–' : formats.moment(ms, timeZone));
  const { failure, startedAtMs, endedAtMs, detail } = run;
  return (
    <SpaceBetween size="l">
      {failure !== null && (
        <Alert
          type={run.state === 'Retrying' ? 'warning' : 'error'}
          header={say(run.state === 'Retrying' ? 'run.retrying' : 'run.failed')}
        >
          {failure.message} ({failure.code}) {say('run.nothingStored')}
        </Alert>
      )}
      <Container header={<Header variant="h2">{say('run.overview')}</Header>}>
        <KeyValuePairs
          columns={4}
          items={[
            { label: say('run.started'), value: moment(startedAtMs) },
            { label: say('run.ended'), value: moment(endedAtMs) },
            {
              label: say('run.took'),
              value: endedAtMs === null ? '–' : formats.duration(endedAtMs - startedAtMs),
            },
            { label: say('run.startedBy'), value: run.startedBy ?? say('run.byItself') },
            {
              label: say('run.files'),
              value: `${formats.count(run.fileCount)} · ${formats.bytes(run.fileBytes)}`,
            },
            { label: say('run.retries'), value: formats.count(run.retries) },
            ...otherDetail(detail).map(([name, value]) => ({
              label: speech.knows(`run.detail.${name}`) ? say(`run.detail.${name}`) : name,
              value: typeof value === 'number' ? formats.count(value) : value,
            })),
          ]}
        />
      </Container>
      <RunStages run={run} />
      <RunCounters run={run} />
      {run.files.length > 0 && (
        <ExpandableSection
          variant="container"
          headerText={say('run.fileNames')}
          headerCounter={`(${formats.count(run.fileCount)})`}
        >
          <pre className="ms-mono ms-file">{run.files.join('\n')}</pre>
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}
