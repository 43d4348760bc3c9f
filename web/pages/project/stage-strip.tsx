import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useNavigate } from 'react-router';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { pipelineHref } from '../pipelines/pipeline-api.ts';
import type { StageHealth } from './health.ts';

const types: Readonly<Record<StageHealth['state'], StatusIndicatorProps.Type>> = {
  ok: 'success',
  waiting: 'pending',
  failed: 'error',
  off: 'stopped',
};
const tabs = {
  collector: 'ingestion',
  processing: 'processing',
  warehouse: 'warehouse',
  lake: 'warehouse',
  studio: 'reporting',
} as const;

/** The way of an event, stage by stage; a failing one becomes a sentence with an action. */
export function StageStrip(props: { readonly projectId: string; readonly stages: readonly StageHealth[] }) {
  const say = useSay();
  const formats = useFormats();
  const navigate = useNavigate();
  const { projectId, stages } = props;
  const valueText = ({ stage, state, value }: StageHealth) => {
    if (state === 'off') return say('home.stage.off');
    if (stage === 'studio') return say(`home.stage.${state === 'ok' ? 'on' : 'failed'}`);
    if (value === null) return say(`home.stage.${stage}.none`);
    if (stage === 'collector') return say('home.stage.collector.value', { rate: formats.number(value, 1) });
    if (stage === 'processing') return say('home.stage.processing.value', { lag: formats.duration(value) });
    if (stage === 'warehouse') return say('home.stage.warehouse.value', { events: formats.compact(value) });
    return say('home.stage.lake.value', { time: formats.ago(Date.now() - value) });
  };
  const failing = stages.filter(({ state, problem }) => state === 'failed' && problem !== null);
  return (
    <SpaceBetween size="s">
      <ol className="ms-strip" aria-label={say('home.strip')}>
        {stages.map((stage) => (
          <li key={stage.stage}>
            <StatusIndicator type={types[stage.state]}>
              <Button
                variant="inline-link"
                onClick={() => void navigate(pipelineHref(projectId, tabs[stage.stage]))}
              >
                {say(`home.stage.${stage.stage}`)}
              </Button>{' '}
              {valueText(stage)}
            </StatusIndicator>
          </li>
        ))}
      </ol>
      {failing.map(({ stage, problem }) => (
        <Alert
          key={stage}
          type="error"
          action={
            <Button
              onClick={() =>
                void navigate(`/project/${encodeURIComponent(projectId)}/runs?state=Failed,Retrying`)
              }
            >
              {say('home.openRuns')}
            </Button>
          }
        >
          {say('home.stage.failing', { stage: say(`home.stage.${stage}`), cause: problem?.message ?? '' })}
        </Alert>
      ))}
    </SpaceBetween>
  );
}
