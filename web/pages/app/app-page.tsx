import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useNavigate, useParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { LoadDemo } from '../../demo/load-demo.tsx';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { EmptyState } from '../../panel/panel-states.tsx';
import { studioPath } from '../../scope/scope.ts';
import { Page } from '../../shell/page.tsx';
import '../operations/operations.css';
import type { AppDetail, PipelineAddress } from './app-api.ts';
import { IntegrationGuide } from './integration-guide.tsx';
import { VerifyPanel } from './verify-panel.tsx';

/** An app: its values, how clients are set up, and its requests as they arrive. */
export default function AppPage() {
  const say = useSay();
  const navigate = useNavigate();
  const { projectId = '', appId = '' } = useParams();
  const apps = useApi<readonly AppDetail[]>({ path: '/apps' });
  const pipeline = useApi<PipelineAddress>({ path: `/projects/${encodeURIComponent(projectId)}/pipeline` });
  const app = apps.data?.find((candidate) => candidate.appId === appId && candidate.projectId === projectId);
  const endpoint = pipeline.data?.endpoint ?? pipeline.data?.collectUrl ?? null;
  const scope = { projectId, appId };
  return (
    <Page
      title={app?.name ?? appId}
      crumbs={[{ text: projectId, href: `/project/detail/${encodeURIComponent(projectId)}` }]}
      description={say('app.description')}
      help={<Box variant="p">{say('app.help')}</Box>}
      actions={
        <Button onClick={() => void navigate(studioPath(scope, 'realtime'))}>
          {say('verify.openRealtime')}
        </Button>
      }
    >
      <PanelBody
        query={apps}
        thing={say('shell.app')}
        height={300}
        emptyOf={() => (app === undefined ? { text: say('app.unknown', { app: appId }) } : null)}
      >
        {() => (
          <SpaceBetween size="l">
            {app !== undefined && <AppValues app={app} endpoint={endpoint} />}
            <ColumnLayout columns={2}>
              <Container header={<Header variant="h2">{say('guide.title')}</Header>}>
                {endpoint === null ? (
                  <EmptyState
                    text={say('guide.noEndpoint')}
                    action={{
                      text: say('nav.pipeline'),
                      onClick: () => void navigate(`/project/${encodeURIComponent(projectId)}/pipeline/main`),
                    }}
                  />
                ) : (
                  <IntegrationGuide appId={appId} endpoint={endpoint} />
                )}
              </Container>
              <SpaceBetween size="l">
                <VerifyPanel
                  projectId={projectId}
                  appId={appId}
                  timeZone={app?.timeZone ?? 'UTC'}
                  endpoint={endpoint}
                />
                <Container header={<Header variant="h2">{say('app.noSite')}</Header>}>
                  <LoadDemo scope={scope} />
                </Container>
              </SpaceBetween>
            </ColumnLayout>
          </SpaceBetween>
        )}
      </PanelBody>
    </Page>
  );
}

function Copied({ text }: { readonly text: string }) {
  const say = useSay();
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={text}
      copyButtonAriaLabel={`${say('action.copy')}: ${text}`}
      copySuccessText={say('action.copied')}
      copyErrorText={say('panel.failed')}
    />
  );
}

function AppValues({ app, endpoint }: { readonly app: AppDetail; readonly endpoint: string | null }) {
  const say = useSay();
  return (
    <Container>
      <KeyValuePairs
        columns={4}
        items={[
          { label: say('app.id'), value: <Copied text={app.appId} /> },
          { label: say('app.endpoint'), value: endpoint === null ? '–' : <Copied text={endpoint} /> },
          { label: say('app.zone'), value: app.timeZone },
          {
            label: say('app.state'),
            value: (
              <StatusIndicator type={app.enabled ? 'success' : 'stopped'}>
                {say(app.enabled ? 'app.collecting' : 'app.stopped')}
              </StatusIndicator>
            ),
          },
        ]}
      />
    </Container>
  );
}
