import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState } from 'react';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { useProjects } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import { ConfigForm, configOf } from './config-form.tsx';
import type { PluginUse, PluginVersion } from './plugin-api.ts';

/** Uses a version in a pipeline from now on, or takes the plug-in out. */
export function UsePluginDialog({
  plugin,
  onClose,
}: {
  readonly plugin: PluginVersion;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const flashes = useFlashes();
  const { data: projects } = useProjects();
  const [projectId, setProjectId] = useState<string | null>(null);
  const chosen = projectId ?? projects?.items[0]?.id ?? '';
  const path = `/projects/${encodeURIComponent(chosen)}/plugins`;
  const uses = useApi<readonly PluginUse[]>(chosen === '' ? null : { path });
  const now = uses.data?.find(({ name }) => name === plugin.name);
  const [config, setConfig] = useState('');
  useEffect(() => setConfig(now === undefined ? '' : JSON.stringify(now.config, null, 2)), [now]);
  const change = useApiWrite<unknown, object>(
    (body) => ({ method: 'PUT', path, body }),
    ['/plugins', '/projects'],
  );
  const parsed = configOf(config);
  const put = (version: string | null) =>
    change.mutate(
      { name: plugin.name, version, ...(version === null ? {} : { config: parsed ?? {} }) },
      {
        onSuccess: () => {
          flashes.succeeded(
            say(version === null ? 'plugins.takenOut' : 'plugins.usedNow', {
              name: plugin.name,
              version: plugin.version,
              project: chosen,
            }),
          );
          onClose();
        },
      },
    );
  const options = (projects?.items ?? []).map(({ id, name }) => ({
    value: id,
    label: name,
    description: id,
  }));
  return (
    <Modal
      visible
      header={say('plugins.useTitle', { name: plugin.name, version: plugin.version })}
      closeAriaLabel={say('action.close')}
      onDismiss={onClose}
      footer={
        <DialogActions onCancel={onClose}>
          {now !== undefined && (
            <Button loading={change.isPending} onClick={() => put(null)}>
              {say('plugins.takeOut')}
            </Button>
          )}
          <Button
            variant="primary"
            loading={change.isPending}
            disabled={chosen === '' || parsed === null}
            onClick={() => put(plugin.version)}
          >
            {say('plugins.useNow', { version: plugin.version })}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="m">
        <FormField label={say('shell.project')}>
          <Select
            selectedOption={options.find(({ value }) => value === chosen) ?? null}
            options={options}
            onChange={({ detail }) => setProjectId(detail.selectedOption.value ?? null)}
          />
        </FormField>
        <Box>
          {now === undefined ? say('plugins.notUsedYet') : say('plugins.usesNow', { version: now.version })}
        </Box>
        <ConfigForm schema={plugin.manifest.configSchema} text={config} onChange={setConfig} />
        <Alert type="info">{say('plugins.useText')}</Alert>
        {change.isError && <ErrorState error={change.error} height={60} />}
      </SpaceBetween>
    </Modal>
  );
}
