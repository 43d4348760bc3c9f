import { useParams } from 'react-router';
import { useSay } from '../../i18n/language.tsx';
import { Page } from '../../shell/page.tsx';
import { pipelineHref, useProjectLive } from '../pipelines/pipeline-api.ts';
import { RunTable } from './run-table.tsx';

/** Every batch of a project's pipeline. */
export default function RunsPage() {
  const say = useSay();
  const { projectId = '' } = useParams();
  const live = useProjectLive(projectId);
  return (
    <Page
      title={say('nav.runs')}
      crumbs={[
        { text: projectId, href: `/project/detail/${projectId}` },
        { text: say('nav.pipeline'), href: pipelineHref(projectId) },
      ]}
      description={say(live === 'live' ? 'pipeline.live' : 'pipeline.notLive')}
      help={say('run.help')}
    >
      <RunTable projectId={projectId} pageSize={50} />
    </Page>
  );
}
