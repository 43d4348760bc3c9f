import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Page } from '../../shell/page.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import { RunTable } from '../runs/run-table.tsx';
import { DeletePipelineDialog } from './delete-dialog.tsx';
import { HistoryTab } from './history-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { PauseDialog } from './pause-dialog.tsx';
import { usePipeline, useProjectLive, wizardHref } from './pipeline-api.ts';
import './pipeline.css';
import { PipelineStatus } from './pipeline-status.tsx';
import type { PipelineView } from './pipeline-types.ts';
import { usePipelineAction } from './use-pipeline-action.ts';
import { ValuesTab } from './values-tab.tsx';

/** The pipeline of a project: state, parts, history, what may be done. */
export default function PipelinePage() {
  const say = useSay();
  const navigate = useNavigate();
  const { projectId = '' } = useParams();
  const pipeline = usePipeline(projectId);
  const live = useProjectLive(projectId);
  const { data } = pipeline;
  return (
    <Page
      title={say('pipeline.title', { project: projectId })}
      crumbs={[{ text: projectId, href: `/project/detail/${projectId}` }]}
      description={
        data && (
          <span className="ms-facts">
            <PipelineStatus state={data.state} />
            {data.version > 0 && <span>{say('pipeline.version', { version: data.version })}</span>}
            <span>{say(live === 'live' ? 'pipeline.live' : 'pipeline.notLive')}</span>
          </span>
        )
      }
      actions={data && <PipelineActions pipeline={data} />}
      help={say('pipeline.help')}
    >
      <PanelBody
        query={pipeline}
        thing={say('nav.pipeline')}
        height={300}
        emptyOf={(view) =>
          view.state === 'Pending'
            ? {
                text: say('pipeline.none'),
                action: {
                  text: say('pipeline.configure'),
                  onClick: () => void navigate(wizardHref(projectId)),
                },
              }
            : null
        }
      >
        {(view) => <PipelineTabs pipeline={view} />}
      </PanelBody>
    </Page>
  );
}

/** What may be asked of the pipeline now; what may not is disabled with the reason. */
function PipelineActions({ pipeline }: { readonly pipeline: PipelineView }) {
  const say = useSay();
  const navigate = useNavigate();
  const { projectId, actions, state } = pipeline;
  const mayWrite = useMay('project.write', projectId);
  const act = usePipelineAction(projectId);
  const [dialog, setDialog] = useState<'pause' | 'delete' | null>(null);
  const off = (action: string) =>
    !mayWrite
      ? { disabled: true, disabledReason: say('pipeline.noRight') }
      : actions.includes(action)
        ? {}
        : {
            disabled: true,
            disabledReason: say('pipeline.notNow', { state: say(`pipeline.state.${state}`) }),
          };
  if (state === 'Pending') return null;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {state === 'Paused' ? (
        <Button loading={act.isPending} {...off('resume')} onClick={() => act.run('resume')}>
          {say('pipeline.resume')}
        </Button>
      ) : (
        <Button {...off('pause')} onClick={() => setDialog('pause')}>
          {say('pipeline.pause')}
        </Button>
      )}
      <Button loading={act.isPending} {...off('retry')} onClick={() => act.run('retry')}>
        {say('pipeline.retry')}
      </Button>
      <Button {...off('delete')} onClick={() => setDialog('delete')}>
        {say('action.delete')}
      </Button>
      <Button
        variant="primary"
        {...off(state === 'Deleted' ? 'create' : 'update')}
        onClick={() => void navigate(wizardHref(projectId))}
      >
        {say(state === 'Deleted' ? 'pipeline.configure' : 'pipeline.edit')}
      </Button>
      {dialog === 'pause' && (
        <PauseDialog
          onClose={() => setDialog(null)}
          onPause={() => {
            act.run('pause');
            setDialog(null);
          }}
        />
      )}
      {dialog === 'delete' && <DeletePipelineDialog pipeline={pipeline} onClose={() => setDialog(null)} />}
    </SpaceBetween>
  );
}

function PipelineTabs({ pipeline }: { readonly pipeline: PipelineView }) {
  const say = useSay();
  const navigate = useNavigate();
  const [tab, setTab] = useUrlValue('tab');
  const { projectId } = pipeline;
  const mayOperate = useMay('operation.read', projectId);
  const values = (title: string, groups: readonly string[]) => (
    <ValuesTab pipeline={pipeline} title={title} prefixes={groups} />
  );
  const contents = {
    overview: <OverviewTab pipeline={pipeline} />,
    ingestion: values(say('pipeline.tab.ingestion'), ['ingestion']),
    processing: (
      <SpaceBetween size="l">
        {values(say('pipeline.tab.processing'), ['processing'])}
        {mayOperate && <RunTable projectId={projectId} pageSize={10} />}
      </SpaceBetween>
    ),
    warehouse: values(say('pipeline.tab.warehouse'), ['modeling']),
    reporting: values(say('pipeline.tab.reporting'), ['reporting']),
    labels: values(say('pipeline.tab.labels'), ['labels']),
    history: <HistoryTab pipeline={pipeline} />,
  };
  const tabs = Object.entries(contents).map(([id, content]) => ({
    id,
    label: say(`pipeline.tab.${id}`),
    content,
  }));
  const links = mayOperate
    ? [
        { id: 'monitoring', label: say('pipeline.tab.monitoring'), href: `/project/${projectId}/monitoring` },
        { id: 'alarms', label: say('nav.alarms'), href: `/alarms?project=${projectId}` },
      ]
    : [];
  return (
    <Tabs
      ariaLabel={say('pipeline.tabs')}
      activeTabId={tabs.some(({ id }) => id === tab) ? (tab ?? 'overview') : 'overview'}
      tabs={[...tabs.slice(0, 5), ...links, ...tabs.slice(5)]}
      onChange={(event) => {
        const { activeTabId, activeTabHref } = event.detail;
        if (activeTabHref) void navigate(activeTabHref);
        else setTab(activeTabId === 'overview' ? null : activeTabId);
      }}
    />
  );
}
