import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { outdate, useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import type { DryRunCounts, QuarantineGroup, Replay, ReplayReceipt } from './quarantine-api.ts';
import { quarantinePath } from './quarantine-api.ts';
import { DryRunResult, ReceiptView } from './replay-result.tsx';
import { useCancelReplay, useReplay, useStartReplay } from './use-replay.ts';

interface ListedPlugin {
  readonly name: string;
  readonly version: string;
  readonly usedBy: readonly string[];
}

/** Replay in three steps: choose the fix, try it aside, then process the records once more. */
export function ReplayDialog(props: {
  readonly projectId: string;
  readonly groups: readonly QuarantineGroup[];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const client = useQueryClient();
  const { projectId, groups, onClose } = props;
  const [plugin, setPlugin] = useState('');
  const [dryId, setDryId] = useState<string | null>(null);
  const [replayId, setReplayId] = useState<string | null>(null);
  const start = useStartReplay(projectId);
  const cancel = useCancelReplay(projectId);
  const dry = useReplay(projectId, dryId).data;
  const replay = useReplay(projectId, replayId).data;
  const plugins = useApi<{ plugins: readonly ListedPlugin[] }>({ path: '/plugins' });
  const options = [
    { value: '', label: say('quarantine.currentSettings') },
    ...(plugins.data?.plugins ?? []).map(({ name, version, usedBy }) => ({
      value: `${name}\n${version}`,
      label: `${name} ${version}`,
      ...(usedBy.includes(projectId) ? { labelTag: say('plugins.inUse') } : {}),
    })),
  ];
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const begin = (mode: 'dry' | 'replay') => {
    const [name = '', version = ''] = plugin.split('\n');
    const other = mode === 'dry' && plugin !== '' ? { plugin: { name, version } } : {};
    start.mutate(
      { groups: groups.map(({ groupId }) => groupId), mode, ...other },
      { onSuccess: (made) => (mode === 'dry' ? setDryId(made.replayId) : setReplayId(made.replayId)) },
    );
  };
  const close = () => {
    void outdate(client, [quarantinePath(projectId), `/projects/${encodeURIComponent(projectId)}/ledger`]);
    onClose();
  };
  const running = [replay, dry].find((run) => run?.state === 'Running');
  const usesOther = plugin !== '' && options.find(({ value }) => value === plugin)?.labelTag === undefined;
  return (
    <Modal
      visible
      size="large"
      header={say('quarantine.replayTitle', { count })}
      closeAriaLabel={say('action.close')}
      onDismiss={close}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button onClick={close}>{say('action.close')}</Button>
            {running !== undefined && (
              <Button onClick={() => cancel.mutate(running.replayId)}>{say('action.cancel')}</Button>
            )}
            {replay === undefined && (
              <Button loading={start.isPending} onClick={() => begin('dry')}>
                {say(dry === undefined ? 'quarantine.dryRun' : 'quarantine.dryRunAgain')}
              </Button>
            )}
            {(replay === undefined || replay.state === 'Failed' || replay.state === 'Cancelled') && (
              <Button
                variant="primary"
                disabled={dry?.state !== 'Succeeded' || usesOther}
                disabledReason={say(usesOther ? 'quarantine.useFirst' : 'quarantine.dryFirst')}
                loading={start.isPending}
                onClick={() => begin('replay')}
              >
                {say(replay === undefined ? 'quarantine.replayNow' : 'quarantine.continue')}
              </Button>
            )}
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        <FormField label={say('quarantine.step1')} description={say('quarantine.step1Text')} stretch>
          <Select
            selectedOption={options.find(({ value }) => value === plugin) ?? null}
            options={options}
            disabled={replay !== undefined}
            onChange={({ detail }) => {
              setPlugin(detail.selectedOption.value ?? '');
              setDryId(null);
            }}
          />
        </FormField>
        {start.isError && <ErrorState error={start.error} height={60} />}
        <Step title={say('quarantine.step2')} run={dry} waiting={say('quarantine.step2Text')}>
          {dry?.result != null && <DryRunResult counts={dry.result as DryRunCounts} />}
        </Step>
        <Step title={say('quarantine.step3')} run={replay} waiting={say('quarantine.step3Text')}>
          {replay?.result != null && <ReceiptView receipt={replay.result as ReplayReceipt} />}
        </Step>
      </SpaceBetween>
    </Modal>
  );
}

function Step(props: {
  readonly title: string;
  readonly run: Replay | undefined;
  readonly waiting: string;
  readonly children: React.ReactNode;
}) {
  const say = useSay();
  const { run } = props;
  return (
    <div>
      <Box variant="h3">{props.title}</Box>
      {run === undefined && <Box color="text-body-secondary">{props.waiting}</Box>}
      {run?.state === 'Running' && (
        <ProgressBar
          value={run.asked === 0 ? 0 : (100 * run.done) / run.asked}
          label={say('quarantine.progress', { done: run.done, asked: run.asked })}
        />
      )}
      {run?.state === 'Failed' && (
        <Alert type="error">
          {say('quarantine.stopped', {
            done: run.done,
            asked: run.asked,
            cause: run.failure?.message ?? '',
            code: run.failure?.code ?? '',
          })}
        </Alert>
      )}
      {run?.state === 'Cancelled' && (
        <Alert type="warning">{say('quarantine.cancelled', { done: run.done, asked: run.asked })}</Alert>
      )}
      {run !== undefined && props.children}
    </div>
  );
}
