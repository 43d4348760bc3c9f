import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';

/** Where alarms are told (`GET /api/alarm-targets`). */
export type AlarmTarget = { readonly targetId: string; readonly name: string; readonly enabled: boolean } & (
  | { readonly kind: 'webhook'; readonly url: string }
  | { readonly kind: 'email'; readonly addresses: readonly string[] }
);

/** Adds or changes a target; a test message can be sent before it is saved. */
export function TargetDialog({
  target,
  onClose,
}: {
  readonly target: AlarmTarget | null;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [kind, setKind] = useState<AlarmTarget['kind']>(target?.kind ?? 'webhook');
  const [name, setName] = useState(target?.name ?? '');
  const [enabled, setEnabled] = useState(target?.enabled ?? true);
  const [url, setUrl] = useState(target?.kind === 'webhook' ? target.url : '');
  const [addresses, setAddresses] = useState(target?.kind === 'email' ? target.addresses.join(', ') : '');
  const list = addresses
    .split(/[,;\s]+/)
    .map((address) => address.trim())
    .filter((address) => address !== '');
  const body = { kind, name, enabled, ...(kind === 'webhook' ? { url } : { addresses: list }) };
  const isComplete = name.trim() !== '' && (kind === 'webhook' ? /^https?:\/\/./.test(url) : list.length > 0);
  const save = useApiWrite<AlarmTarget, object>(
    (values) =>
      target === null
        ? { path: '/alarm-targets', body: values }
        : { method: 'PUT', path: `/alarm-targets/${target.targetId}`, body: values },
    ['/alarm-targets'],
  );
  const test = useApiWrite<unknown, object>((values) => ({ path: '/alarm-targets/test', body: values }));
  const kinds = (['webhook', 'email'] as const).map((value) => ({
    value,
    label: say(`targets.kind.${value}`),
  }));
  return (
    <Modal
      visible
      header={say(target === null ? 'targets.add' : 'targets.change')}
      closeAriaLabel={say('action.close')}
      onDismiss={onClose}
      footer={
        <DialogActions onCancel={onClose}>
          <Button disabled={!isComplete} loading={test.isPending} onClick={() => test.mutate(body)}>
            {say('targets.sendTest')}
          </Button>
          <Button
            variant="primary"
            disabled={!isComplete}
            disabledReason={say('targets.incomplete')}
            loading={save.isPending}
            onClick={() => save.mutate(body, { onSuccess: onClose })}
          >
            {say('action.save')}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="m">
        <FormField label={say('plugins.kind')}>
          <RadioGroup
            value={kind}
            items={kinds}
            onChange={({ detail }) => setKind(detail.value === 'email' ? 'email' : 'webhook')}
          />
        </FormField>
        <FormField label={say('plugins.name')}>
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        {kind === 'webhook' ? (
          <FormField label={say('targets.url')} description={say('targets.urlText')}>
            <Input value={url} placeholder="https://" onChange={({ detail }) => setUrl(detail.value)} />
          </FormField>
        ) : (
          <FormField label={say('targets.addresses')} description={say('targets.addressesText')}>
            <Input value={addresses} onChange={({ detail }) => setAddresses(detail.value)} />
          </FormField>
        )}
        <Checkbox checked={enabled} onChange={({ detail }) => setEnabled(detail.checked)}>
          {say('targets.enabled')}
        </Checkbox>
        {test.isSuccess && <StatusIndicator type="success">{say('targets.tested')}</StatusIndicator>}
        {test.isError && <ErrorState error={test.error} title={say('targets.notTested')} height={60} />}
        {save.isError && <ErrorState error={save.error} title={say('targets.notSaved')} height={60} />}
      </SpaceBetween>
    </Modal>
  );
}
