import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Page } from '../../shell/page.tsx';
import { PageLink } from '../../shell/page-link.tsx';
import { PipelineStatus } from '../pipelines/pipeline-status.tsx';
import { projectHref, useProjectList } from '../projects/project-types.ts';
import { hasLanded, noteLanding, useBeginning } from './landing.ts';

const steps = ['project', 'pipeline', 'app', 'dashboard'] as const;

/** The start page: where a person begins the first time in a window, then what the product does and where to go. */
export default function HomePage() {
  const beginning = useBeginning();
  const [isBack] = useState(hasLanded);
  useEffect(() => {
    if (beginning !== undefined) noteLanding();
  }, [beginning]);
  if (!isBack && beginning === undefined) return null;
  if (!isBack && beginning) return <Navigate to={beginning} replace />;
  return <Start />;
}

function Start() {
  const say = useSay();
  const navigate = useNavigate();
  const projects = useProjectList();
  const mayWrite = useMay('project.write');
  return (
    <Page
      title={say('start.title')}
      description={say('start.text')}
      actions={
        mayWrite && (
          <Button variant="primary" onClick={() => void navigate('/projects?new=1')}>
            {say('project.create')}
          </Button>
        )
      }
    >
      <Container header={<Header variant="h2">{say('start.how')}</Header>}>
        <ColumnLayout columns={4}>
          {steps.map((step, index) => (
            <div key={step}>
              <Box variant="h3">
                {index + 1} {say(`start.step.${step}`)}
              </Box>
              <Box variant="p">{say(`start.step.${step}.text`)}</Box>
            </div>
          ))}
        </ColumnLayout>
      </Container>
      <Container header={<Header variant="h2">{say('nav.projects')}</Header>}>
        <PanelBody
          query={projects}
          thing={say('nav.projects')}
          height={120}
          emptyOf={({ items }) =>
            items.length === 0
              ? {
                  text: say('project.none'),
                  action: { text: say('project.create'), onClick: () => void navigate('/projects?new=1') },
                }
              : null
          }
        >
          {({ items }) => (
            <SpaceBetween size="s">
              {items.map(({ id, name, pipelineState }) => (
                <SpaceBetween key={id} direction="horizontal" size="m">
                  <PageLink to={projectHref(id)}>{name}</PageLink>
                  <PipelineStatus state={pipelineState} />
                </SpaceBetween>
              ))}
            </SpaceBetween>
          )}
        </PanelBody>
      </Container>
      <Container header={<Header variant="h2">{say('start.use')}</Header>}>
        <ul>
          {['websites', 'apps', 'own'].map((use) => (
            <li key={use}>{say(`start.use.${use}`)}</li>
          ))}
        </ul>
      </Container>
    </Page>
  );
}
