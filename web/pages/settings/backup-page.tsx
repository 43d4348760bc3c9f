import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { DataTable } from '../../table/data-table.tsx';
import type { Backup, BackupList } from './backup-api.ts';
import { BackupScheduleForm } from './backup-schedule-form.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { SettingsFrame } from './settings-frame.tsx';

const types = { Running: 'in-progress', Succeeded: 'success', Failed: 'error' } as const;

/** Backups: make one now, by a schedule, look inside, restore. */
export default function BackupPage() {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const mayWrite = useMay('operation.write');
  const maySet = useMay('setting.write');
  const [selected, setSelected] = useState<readonly Backup[]>([]);
  const [isRestoring, setRestoring] = useState(false);
  const [chosen] = selected;
  const list = useApi<BackupList>({ path: '/backups' }, { refetchMs: 2_000 });
  const make = useApiWrite<Backup, void>(() => ({ path: '/backups', body: {} }), ['/backups']);
  const remove = useApiWrite<unknown, string>(
    (id) => ({ method: 'DELETE', path: `/backups/${id}` }),
    ['/backups'],
  );
  const takeBack = useApiWrite<unknown, void>(() => ({ method: 'DELETE', path: '/restore' }), ['/backups']);
  const isRunning = list.data?.backups.some(({ state }) => state === 'Running') === true;
  const failed = (error: unknown) => flashes.failed(say('backup.notDone'), error);
  return (
    <SettingsFrame section="backup" help={<Box variant="p">{say('backup.help')}</Box>}>
      <PanelBody query={list} thing={say('settings.backup')} height={240}>
        {({ backups, nextMs, pending }) => (
          <SpaceBetween size="l">
            {pending !== null && (
              <Alert
                type="warning"
                action={
                  <Button disabled={!maySet} onClick={() => takeBack.mutate(undefined, { onError: failed })}>
                    {say('backup.takeBack')}
                  </Button>
                }
              >
                <span className="ms-text">{say('backup.pending', { path: pending.path })}</span>
              </Alert>
            )}
            <BackupScheduleForm nextMs={nextMs} mayWrite={mayWrite} />
            <DataTable<Backup>
              id="backups"
              title={say('backup.list')}
              rows={backups}
              keyOf={({ backupId }) => backupId}
              selection="single"
              selected={backups.filter(({ backupId }) => backupId === chosen?.backupId)}
              onSelect={setSelected}
              hasFilter={false}
              empty={<Box>{say('backup.none')}</Box>}
              actions={
                <SpaceBetween size="xs" direction="horizontal">
                  <Button
                    disabled={chosen?.state !== 'Succeeded' || !maySet}
                    disabledReason={say(maySet ? 'backup.selectFirst' : 'backup.onlyAdministrators')}
                    onClick={() => setRestoring(true)}
                  >
                    {say('backup.restore')}
                  </Button>
                  <Button
                    disabled={chosen === undefined || chosen.state === 'Running' || !maySet}
                    disabledReason={say(maySet ? 'backup.selectFirst' : 'backup.onlyAdministrators')}
                    onClick={() => chosen && remove.mutate(chosen.backupId, { onError: failed })}
                  >
                    {say('action.remove')}
                  </Button>
                  <Button
                    variant="primary"
                    disabled={!mayWrite || isRunning}
                    disabledReason={say(mayWrite ? 'backup.running' : 'quarantine.mayNot')}
                    loading={make.isPending}
                    onClick={() => make.mutate(undefined, { onError: failed })}
                  >
                    {say('backup.now')}
                  </Button>
                </SpaceBetween>
              }
              columns={[
                {
                  id: 'started',
                  header: say('backup.started'),
                  isRowHeader: true,
                  width: 220,
                  value: ({ startedAtMs }) => startedAtMs,
                  cell: ({ startedAtMs }) => `${formats.moment(startedAtMs, 'UTC')} UTC`,
                },
                {
                  id: 'state',
                  header: say('backup.state'),
                  width: 220,
                  cell: ({ state, failure }) => (
                    <StatusIndicator type={types[state]}>
                      <span className="ms-text">{failure ?? say(`backup.state.${state}`)}</span>
                    </StatusIndicator>
                  ),
                },
                {
                  id: 'took',
                  header: say('backup.took'),
                  width: 100,
                  cell: ({ startedAtMs, endedAtMs }) =>
                    formats.duration(endedAtMs === null ? null : endedAtMs - startedAtMs),
                },
                {
                  id: 'size',
                  header: say('plugins.size'),
                  isNumber: true,
                  width: 110,
                  value: ({ bytes }) => bytes,
                  cell: ({ bytes }) => formats.bytes(bytes),
                },
                {
                  id: 'who',
                  header: say('quarantine.who'),
                  width: 180,
                  cell: ({ person, origin }) => (
                    <span className="ms-text">
                      {origin === 'schedule' ? say('backup.bySchedule') : person}
                    </span>
                  ),
                },
                {
                  id: 'path',
                  header: say('backup.folder'),
                  width: 320,
                  cell: ({ path }) => <span className="ms-text">{path}</span>,
                },
              ]}
            />
          </SpaceBetween>
        )}
      </PanelBody>
      {isRestoring && chosen !== undefined && (
        <RestoreDialog backup={chosen} onClose={() => setRestoring(false)} />
      )}
    </SettingsFrame>
  );
}
