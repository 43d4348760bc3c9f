import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { callApi } from '../api/call-api.ts';
import { outdate } from '../api/use-api.ts';
import { useSay } from '../i18n/language.tsx';
import { DialogActions } from '../panel/dialog-actions.tsx';
import { ErrorState } from '../panel/panel-states.tsx';
import { type Scope, studioPath, useScope } from '../scope/scope.ts';
import { useMay } from '../session/session-context.tsx';
import { useFlashes } from '../shell/flashes.tsx';
import { readWholeDrill } from './drill-panel.tsx';
import type { DrillAsk } from './drill-request.ts';

/** Users whose devices are asked for at once. */
const mostUsers = 10_000;

/** All devices of the users of a list: what a segment of them holds. */
async function devicesOf(ask: DrillAsk, scope: Scope): Promise<readonly string[]> {
  const { rows } = await readWholeDrill(ask);
  const users = [...new Set(rows.map((row) => String(row.user_key)))];
  const devices: string[] = [];
  for (let at = 0; at < users.length; at += mostUsers) {
    const body = { ...scope, userKeys: users.slice(at, at + mostUsers) };
    const part = await callApi<{ readonly devices: readonly string[] }>({
      path: '/studio/user/devices',
      body,
    });
    devices.push(...part.devices);
  }
  return devices;
}

/** Keeps the users of a list as a segment of exactly these. */
export function SaveAsSegment(props: { readonly name: string; readonly ask: DrillAsk }) {
  const say = useSay();
  const scope = useScope();
  const flashes = useFlashes();
  const navigate = useNavigate();
  const client = useQueryClient();
  const mayWrite = useMay('segment.write', scope.projectId);
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState(props.name.slice(0, 255));
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  async function save(): Promise<void> {
    const devices = await devicesOf(props.ask, scope);
    const path = `/apps/${encodeURIComponent(scope.appId)}/segments`;
    const spec = { version: 1, name: name.trim(), ...scope, refresh: { type: 'manual' }, imported: true };
    const { id } = await callApi<{ readonly id: string }>({ path, body: { body: spec } });
    // Ids as they are: what guards spreadsheets against formulas would change them.
    const lines = ['user_pseudo_id', ...devices.map((device) => `"${device.replaceAll('"', '""')}"`)];
    const file = new Blob([lines.join('\n')], { type: 'text/csv' });
    await callApi({ path: `${path}/${encodeURIComponent(id)}/members`, body: file });
    await outdate(client, ['/segments', path]);
    flashes.succeeded(say('drill.segmentSaved', { name: name.trim() }), {
      text: say('action.open'),
      onClick: () => void navigate(`${studioPath(scope, 'segments')}/${encodeURIComponent(id)}`),
    });
    setOpen(false);
  }
  const onSave = () => {
    setSaving(true);
    setError(null);
    save()
      .catch(setError)
      .finally(() => setSaving(false));
  };
  return (
    <>
      <Button
        disabled={!mayWrite}
        disabledReason={say('drill.mayNotWriteSegments')}
        onClick={() => {
          setName(props.name.slice(0, 255));
          setOpen(true);
        }}
      >
        {say('drill.saveAsSegment')}
      </Button>
      {isOpen && (
        <Modal
          visible
          header={say('drill.saveAsSegment')}
          onDismiss={() => setOpen(false)}
          footer={
            <DialogActions onCancel={() => setOpen(false)}>
              <Button variant="primary" loading={isSaving} disabled={name.trim() === ''} onClick={onSave}>
                {say('action.save')}
              </Button>
            </DialogActions>
          }
        >
          <SpaceBetween size="m">
            <FormField label={say('drill.segmentName')} description={say('drill.segmentHint')}>
              <Input value={name} onChange={({ detail }) => setName(detail.value.slice(0, 255))} />
            </FormField>
            {error !== null && <ErrorState error={error} title={say('drill.segmentNotSaved')} />}
          </SpaceBetween>
        </Modal>
      )}
    </>
  );
}
