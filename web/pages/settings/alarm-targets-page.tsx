import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { DataTable } from '../../table/data-table.tsx';
import { MailForm } from './mail-form.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { type AlarmTarget, TargetDialog } from './target-dialog.tsx';

/** Who is told of alarms: webhooks and mail addresses, and the mail server. */
export default function AlarmTargetsPage() {
  const say = useSay();
  const flashes = useFlashes();
  const maySet = useMay('setting.write');
  const targets = useApi<readonly AlarmTarget[]>({ path: '/alarm-targets' });
  const [selected, setSelected] = useState<readonly AlarmTarget[]>([]);
  const [edited, setEdited] = useState<AlarmTarget | 'new' | null>(null);
  const [chosen] = selected;
  const remove = useApiWrite<unknown, string>(
    (id) => ({ method: 'DELETE', path: `/alarm-targets/${id}` }),
    ['/alarm-targets'],
  );
  return (
    <SettingsFrame section="alarm-targets" help={<Box variant="p">{say('targets.help')}</Box>}>
      <SpaceBetween size="l">
        <PanelBody query={targets} thing={say('settings.alarm-targets')} height={200}>
          {(data) => (
            <DataTable<AlarmTarget>
              id="alarm-targets"
              title={say('settings.alarm-targets')}
              rows={data}
              keyOf={({ targetId }) => targetId}
              selection="single"
              selected={selected}
              onSelect={setSelected}
              hasFilter={false}
              empty={<Box>{say('targets.none')}</Box>}
              actions={
                <SpaceBetween size="xs" direction="horizontal">
                  <Button
                    disabled={chosen === undefined || !maySet}
                    onClick={() => setEdited(chosen ?? null)}
                  >
                    {say('action.edit')}
                  </Button>
                  <Button
                    disabled={chosen === undefined || !maySet}
                    onClick={() =>
                      chosen &&
                      remove.mutate(chosen.targetId, {
                        onSuccess: () => setSelected([]),
                        onError: (error) => flashes.failed(say('targets.notRemoved'), error),
                      })
                    }
                  >
                    {say('action.remove')}
                  </Button>
                  <Button variant="primary" disabled={!maySet} onClick={() => setEdited('new')}>
                    {say('targets.add')}
                  </Button>
                </SpaceBetween>
              }
              columns={[
                {
                  id: 'name',
                  header: say('plugins.name'),
                  isRowHeader: true,
                  width: 220,
                  cell: ({ name }) => <span className="ms-text">{name}</span>,
                },
                {
                  id: 'kind',
                  header: say('plugins.kind'),
                  width: 140,
                  cell: ({ kind }) => say(`targets.kind.${kind}`),
                },
                {
                  id: 'to',
                  header: say('targets.to'),
                  width: 360,
                  cell: (target) => (
                    <span className="ms-text">
                      {target.kind === 'webhook' ? target.url : target.addresses.join(', ')}
                    </span>
                  ),
                },
                {
                  id: 'on',
                  header: say('alarms.on'),
                  width: 100,
                  cell: ({ enabled }) => say(enabled ? 'alarms.isOn' : 'alarms.isOff'),
                },
              ]}
            />
          )}
        </PanelBody>
        {maySet && <MailForm />}
      </SpaceBetween>
      {edited !== null && (
        <TargetDialog
          target={edited === 'new' ? null : edited}
          onClose={() => {
            setEdited(null);
            setSelected([]);
          }}
        />
      )}
    </SettingsFrame>
  );
}
