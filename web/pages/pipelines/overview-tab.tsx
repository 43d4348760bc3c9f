import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import type { PipelineView } from './pipeline-types.ts';
import { DoneSteps } from './step-list.tsx';
import { usePipelineAction } from './use-pipeline-action.ts';

/** What went wrong with the last action: cause, effect on data, one way on. */
export function FailureAlert({ pipeline }: { readonly pipeline: PipelineView }) {
  const say = useSay();
  const act = usePipelineAction(pipeline.projectId);
  const { failure, state, actions } = pipeline;
  if (failure === null) return null;
  return (
    <Alert
      type={state === 'Warning' ? 'warning' : 'error'}
      header={say(state === 'Warning' ? 'pipeline.failed.before' : 'pipeline.failed.now')}
      action={
        actions.includes('retry') ? (
          <Button loading={act.isPending} onClick={() => act.run('retry')}>
            {say('pipeline.retry')}
          </Button>
        ) : undefined
      }
    >
      {failure.message} {failure.effect} {failure.action}{' '}
      <Box variant="small" display="inline">
        {failure.code}
      </Box>
    </Alert>
  );
}

/** State, addresses and the steps of the last action. */
export function OverviewTab({ pipeline }: { readonly pipeline: PipelineView }) {
  const say = useSay();
  const formats = useFormats();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const moment = (ms: number | null) => (ms === null ? '–' : formats.moment(ms, timeZone));
  const { endpoint, startedAtMs, endedAtMs, steps, lastAction } = pipeline;
  const took = startedAtMs !== null && endedAtMs !== null ? formats.duration(endedAtMs - startedAtMs) : '–';
  return (
    <SpaceBetween size="l">
      <FailureAlert pipeline={pipeline} />
      <Container header={<Header variant="h2">{say('pipeline.tab.overview')}</Header>}>
        <KeyValuePairs
          columns={3}
          items={[
            {
              label: say('pipeline.endpoint'),
              value:
                endpoint === null ? (
                  '–'
                ) : (
                  <CopyToClipboard
                    variant="inline"
                    textToCopy={endpoint}
                    copyButtonAriaLabel={say('action.copy')}
                    copySuccessText={say('action.copied')}
                    copyErrorText={say('wizard.copyFailed')}
                  />
                ),
            },
            {
              label: say('pipeline.id'),
              value: <span className="ms-mono">{pipeline.pipelineId ?? '–'}</span>,
            },
            { label: say('pipeline.runsOn'), value: say('pipeline.embedded') },
            { label: say('pipeline.created'), value: moment(pipeline.createdAtMs) },
            { label: say('pipeline.updated'), value: moment(pipeline.updatedAtMs) },
            { label: say('pipeline.updatedBy'), value: pipeline.updatedBy || '–' },
          ]}
        />
      </Container>
      {steps.length > 0 && (
        <Container
          header={
            <Header variant="h2" description={say('pipeline.took', { time: took })}>
              {say(`pipeline.last.${lastAction ?? 'Update'}`)}
            </Header>
          }
        >
          <DoneSteps steps={steps} />
        </Container>
      )}
    </SpaceBetween>
  );
}
