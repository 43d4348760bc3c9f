import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState } from 'react';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import type { BackupSchedule } from './backup-api.ts';

const path = '/settings/backup';

/** When backups are made by themselves, and how many are kept. */
export function BackupScheduleForm(props: { readonly nextMs: number | null; readonly mayWrite: boolean }) {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const stored = useApi<BackupSchedule>({ path });
  const [form, setForm] = useState<{ every: BackupSchedule['every']; hour: string; keep: string } | null>(
    null,
  );
  const { data } = stored;
  useEffect(() => {
    if (data !== undefined) setForm({ every: data.every, hour: String(data.hour), keep: String(data.keep) });
  }, [data]);
  const save = useApiWrite<BackupSchedule, object>(
    (body) => ({ method: 'PUT', path, body }),
    [path, '/backups'],
  );
  if (form === null) return null;
  const [hour, keep] = [Number(form.hour), Number(form.keep)];
  const isHour = Number.isInteger(hour) && hour >= 0 && hour <= 23 && form.hour !== '';
  const isKeep = Number.isInteger(keep) && keep >= 1 && keep <= 365;
  const options = (['off', 'day', 'week'] as const).map((value) => ({
    value,
    label: say(`backup.every.${value}`),
  }));
  const submit = () =>
    save.mutate(
      { every: form.every, hour, keep },
      { onSuccess: () => flashes.succeeded(say('backup.scheduleSaved')) },
    );
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={
            props.nextMs === null
              ? say('backup.noNext')
              : say('backup.next', { time: formats.moment(props.nextMs, 'UTC') })
          }
        >
          {say('backup.schedule')}
        </Header>
      }
    >
      <SpaceBetween size="s">
        <SpaceBetween size="m" direction="horizontal" alignItems="end">
          <FormField label={say('backup.every')}>
            <Select
              selectedOption={options.find(({ value }) => value === form.every) ?? null}
              options={options}
              disabled={!props.mayWrite}
              onChange={({ detail }) =>
                setForm({
                  ...form,
                  every: options.find(({ value }) => value === detail.selectedOption.value)?.value ?? 'off',
                })
              }
            />
          </FormField>
          <FormField label={say('backup.hour')} errorText={isHour ? '' : say('backup.hourWrong')}>
            <Input
              type="number"
              value={form.hour}
              disabled={!props.mayWrite || form.every === 'off'}
              onChange={({ detail }) => setForm({ ...form, hour: detail.value })}
            />
          </FormField>
          <FormField label={say('backup.keep')} errorText={isKeep ? '' : say('backup.keepWrong')}>
            <Input
              type="number"
              value={form.keep}
              disabled={!props.mayWrite || form.every === 'off'}
              onChange={({ detail }) => setForm({ ...form, keep: detail.value })}
            />
          </FormField>
          <Button
            disabled={!props.mayWrite || !isHour || !isKeep}
            disabledReason={say('quarantine.mayNot')}
            loading={save.isPending}
            onClick={submit}
          >
            {say('action.save')}
          </Button>
        </SpaceBetween>
        {save.isError && <ErrorState error={save.error} height={60} />}
        <Box color="text-body-secondary">{say('backup.scheduleText')}</Box>
      </SpaceBetween>
    </Container>
  );
}
