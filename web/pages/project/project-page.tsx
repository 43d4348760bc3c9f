import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useNavigate, useParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { EmptyState } from '../../panel/panel-states.tsx';
import { useApps } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { Page } from '../../shell/page.tsx';
import { FailureAlert } from '../pipelines/overview-tab.tsx';
import {
  pipelineHref,
  projectPath,
  usePipeline,
  useProjectLive,
  wizardHref,
} from '../pipelines/pipeline-api.ts';
import { PipelineStatus } from '../pipelines/pipeline-status.tsx';
import { DoneSteps } from '../pipelines/step-list.tsx';
import type { ProjectEntry } from '../projects/project-types.ts';
import { AlarmLine } from './alarm-line.tsx';
import { AppTable } from './app-table.tsx';
import { ContinuePanel } from './continue-panel.tsx';
import { useHealth } from './health.ts';
import { HealthTiles } from './health-tiles.tsx';
import '../pipelines/pipeline.css';
import './project.css';
import { StageStrip } from './stage-strip.tsx';

/** The home of a project: how it does, stage by stage, and its apps. */
export default function ProjectPage() {
  const say = useSay();
  const formats = useFormats();
  const navigate = useNavigate();
  const { projectId = '' } = useParams();
  const project = useApi<ProjectEntry>({ path: projectPath(projectId) }, { staleMs: 30_000 });
  const pipeline = usePipeline(projectId);
  const health = useHealth(projectId);
  const apps = useApps();
  useProjectLive(projectId);
  const mayWrite = useMay('project.write', projectId);
  const mayOperate = useMay('operation.read', projectId);
  const state = pipeline.data?.state;
  const hasPipeline = state !== undefined && state !== 'Pending' && state !== 'Deleted';
  const firstApp = apps.data?.find((app) => app.projectId === projectId)?.appId ?? null;
  const noRight = mayWrite ? {} : { disabled: true, disabledReason: say('project.noRight') };
  const isBusy = state === 'Creating' || state === 'Updating' || state === 'Deleting';
  return (
    <Page
      title={project.data?.name ?? projectId}
      crumbs={[{ text: say('nav.projects'), href: '/projects' }]}
      description={
        <span className="ms-facts">
          {state && <PipelineStatus state={state} />}
          <span>{projectId}</span>
          {project.data && <span>{say(`project.environment.${project.data.environment}`)}</span>}
        </span>
      }
      actions={
        hasPipeline && (
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => void navigate(pipelineHref(projectId))}>{say('nav.pipeline')}</Button>
            <Button {...noRight} onClick={() => void navigate(wizardHref(projectId))}>
              {say('pipeline.edit')}
            </Button>
            <Button
              variant="primary"
              {...noRight}
              onClick={() => void navigate(`/project/${encodeURIComponent(projectId)}/application/create`)}
            >
              {say('project.registerApp')}
            </Button>
          </SpaceBetween>
        )
      }
      help={say('home.help')}
    >
      {pipeline.data && <FailureAlert pipeline={pipeline.data} />}
      {isBusy && pipeline.data && (
        <Container header={<Header variant="h2">{say(`pipeline.state.${state}`)}</Header>}>
          <DoneSteps steps={pipeline.data.steps} />
        </Container>
      )}
      {state !== undefined && !hasPipeline ? (
        <Container>
          <EmptyState
            text={say('pipeline.none')}
            height={220}
            {...(mayWrite
              ? {
                  action: {
                    text: say('pipeline.configure'),
                    onClick: () => void navigate(wizardHref(projectId)),
                  },
                }
              : {})}
          />
        </Container>
      ) : (
        <PanelBody query={health} thing={say('home.health')} height={160}>
          {(data) => (
            <SpaceBetween size="l">
              <HealthTiles health={data} projectId={projectId} firstApp={firstApp} />
              <Container
                header={
                  <Header
                    variant="h2"
                    description={say('home.checked', { time: formats.ago(Date.now() - data.checkedAtMs) })}
                  >
                    {say('home.health')}
                  </Header>
                }
              >
                <SpaceBetween size="s">
                  <StageStrip projectId={projectId} stages={data.stages} />
                  {mayOperate && <AlarmLine projectId={projectId} />}
                </SpaceBetween>
              </Container>
              <AppTable projectId={projectId} health={data.apps} />
              <ContinuePanel projectId={projectId} />
            </SpaceBetween>
          )}
        </PanelBody>
      )}
    </Page>
  );
}
