import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import type { PlanStep, StepRecord } from './pipeline-types.ts';
import { useStepText } from './step-text.ts';

const types = { waiting: 'pending', running: 'in-progress', done: 'success', failed: 'error' } as const;

/** Steps of a plan in their order, with the time that each takes. */
export function PlannedSteps({ steps }: { readonly steps: readonly PlanStep[] }) {
  const say = useSay();
  const formats = useFormats();
  const text = useStepText();
  if (steps.length === 0) return <Box>{say('pipeline.nothingToDo')}</Box>;
  return (
    <ol className="ms-steps">
      {steps.map((step) => (
        <li key={`${step.module} ${step.kind}`}>
          {text(step)}{' '}
          <Box variant="span" color="text-body-secondary">
            {step.expectedMs < 1000
              ? say('pipeline.underSecond')
              : say('pipeline.about', { time: formats.duration(step.expectedMs) })}
          </Box>
        </li>
      ))}
    </ol>
  );
}

/** Steps of the last action with their state. */
export function DoneSteps({ steps }: { readonly steps: readonly StepRecord[] }) {
  const formats = useFormats();
  const text = useStepText();
  return (
    <ol className="ms-steps">
      {steps.map((step) => (
        <li key={`${step.module} ${step.kind}`}>
          <StatusIndicator type={types[step.state]}>
            {text(step)} {step.tookMs === null ? '' : formats.duration(step.tookMs)}
          </StatusIndicator>
        </li>
      ))}
    </ol>
  );
}
