import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { callApi } from '../../api/call-api.ts';
import { outdate, useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { studioPath, useScope } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import {
  dashboardPath,
  dashboardsPath,
  newDashboard,
  type SavedDashboard,
  type SavedSummary,
  type TileContent,
} from './dashboard-body.ts';

const newOne = '';

/** Asks for dashboard and sheet, and puts a card there, below the others. */
export function SaveCard(props: { readonly tile: TileContent; readonly onClose: () => void }) {
  const say = useSay();
  const scope = useScope();
  const navigate = useNavigate();
  const flashes = useFlashes();
  const client = useQueryClient();
  const path = dashboardsPath(scope.appId);
  const list = useApi<readonly SavedSummary[]>({ path });
  const [title, setTitle] = useState('title' in props.tile ? props.tile.title : '');
  const [dashboardId, setDashboardId] = useState<string | null>(null);
  const [sheetId, setSheetId] = useState<string | null>(null);
  const [newName, setNewName] = useState('');
  const chosenId = dashboardId ?? list.data?.[0]?.id ?? newOne;
  const chosen = useApi<SavedDashboard>(
    chosenId === newOne ? null : { path: dashboardPath(scope.appId, chosenId) },
  );
  const dashboard = chosenId === newOne ? undefined : chosen.data;
  const sheets = dashboard?.body.sheets ?? [];
  const sheet = sheets.find(({ id }) => id === sheetId) ?? sheets[0];
  const isComplete =
    title.trim() !== '' && (chosenId === newOne ? newName.trim() !== '' : sheet !== undefined);
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  async function save(): Promise<SavedDashboard> {
    const target =
      dashboard ??
      (await callApi<SavedDashboard>({
        method: 'POST',
        path,
        body: { body: newDashboard(newName.trim(), '', [say('dashboards.sheetN', { number: 1 })]) },
      }));
    const place = sheet ?? target.body.sheets[0];
    const { dashboard: saved } = await callApi<{ dashboard: SavedDashboard }>({
      method: 'POST',
      path: `${dashboardPath(scope.appId, target.id)}/sheets/${encodeURIComponent(place?.id ?? '')}/cards`,
      body: { version: target.version, tile: { ...props.tile, title: title.trim() } },
    });
    return saved;
  }
  const onSave = () => {
    setSaving(true);
    save()
      .then((saved) => {
        const href = studioPath(scope, `dashboard/${encodeURIComponent(saved.id)}`);
        flashes.succeeded(say('dashboards.cardSaved', { title: title.trim(), name: saved.name }), {
          text: say('action.open'),
          onClick: () => void navigate(href),
        });
        void outdate(client, [path]);
        props.onClose();
      })
      .catch(setError)
      .finally(() => setSaving(false));
  };
  const options = [
    ...(list.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
    { value: newOne, label: say('dashboards.newDashboard') },
  ];
  return (
    <Modal
      visible
      header={say('dashboards.saveCard')}
      onDismiss={props.onClose}
      footer={
        <DialogActions onCancel={props.onClose}>
          <Button variant="primary" disabled={!isComplete} loading={isSaving} onClick={onSave}>
            {say('action.save')}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="m">
        <FormField label={say('dashboards.cardTitle')}>
          <Input value={title} onChange={({ detail }) => setTitle(detail.value.slice(0, 255))} />
        </FormField>
        <FormField label={say('dashboards.dashboard')}>
          <Select
            selectedOption={options.find(({ value }) => value === chosenId) ?? null}
            options={options}
            statusType={list.isLoading ? 'loading' : 'finished'}
            onChange={({ detail }) => {
              setDashboardId(detail.selectedOption.value ?? newOne);
              setSheetId(null);
            }}
          />
        </FormField>
        {chosenId === newOne ? (
          <FormField label={say('dashboards.name')}>
            <Input value={newName} onChange={({ detail }) => setNewName(detail.value.slice(0, 255))} />
          </FormField>
        ) : (
          <FormField label={say('dashboards.sheet')}>
            <Select
              selectedOption={sheet === undefined ? null : { value: sheet.id, label: sheet.name }}
              options={sheets.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={({ detail }) => setSheetId(detail.selectedOption.value ?? null)}
            />
          </FormField>
        )}
        {error !== null && <ErrorState error={error} title={say('dashboards.cardNotSaved')} />}
      </SpaceBetween>
    </Modal>
  );
}
