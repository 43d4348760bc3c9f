import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { callApi } from '../../api/call-api.ts';
import { outdate, useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { Page } from '../../shell/page.tsx';
import { SplitPanelContent } from '../../shell/side-panels.tsx';
import { DataTable } from '../../table/data-table.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import { type Alarm, alarmPath } from './alarm-api.ts';
import { AlarmChanges } from './alarm-changes.tsx';
import { AlarmDetail } from './alarm-detail.tsx';
import { AlarmStatus } from './alarm-status.tsx';
import { useUnitText } from './unit-text.ts';

const keyOf = ({ projectId, alarmId }: Pick<Alarm, 'projectId' | 'alarmId'>) => `${projectId} ${alarmId}`;

/** Alarms of all projects: states, thresholds, on and off, what they did. */
export default function AlarmsPage() {
  const say = useSay();
  const formats = useFormats();
  const navigate = useNavigate();
  const unitText = useUnitText();
  const alarms = useApi<readonly Alarm[]>({ path: '/alarms' }, { refetchMs: 15_000 });
  const [selected, setSelected] = useState<readonly Alarm[]>([]);
  const [opened, setOpened] = useUrlValue('sel');
  const [project] = useUrlValue('project');
  const close = useCallback(() => setOpened(null), [setOpened]);
  const mayWrite = useMay('operation.write');
  const switchAll = useSwitchAll();
  const shown = (alarms.data ?? []).filter(({ projectId }) => project === null || projectId === project);
  const detail = shown.find((alarm) => keyOf(alarm) === opened);
  const firing = shown.filter(({ state, enabled }) => state === 'ALARM' && enabled).length;
  const watching = shown.filter(({ enabled }) => enabled).length;
  const change = (enabled: boolean) => switchAll(selected, enabled).then(() => setSelected([]));
  const button = (enabled: boolean) => (
    <Button
      disabled={!mayWrite || selected.length === 0}
      disabledReason={say(mayWrite ? 'alarms.selectFirst' : 'quarantine.mayNot')}
      onClick={() => void change(enabled)}
    >
      {say(enabled ? 'alarms.enable' : 'alarms.disable')}
    </Button>
  );
  return (
    <Page
      title={say('nav.alarms')}
      description={
        firing > 0 ? say('alarms.firing', { count: firing }) : say('alarms.quiet', { count: watching })
      }
      help={<Box variant="p">{say('alarms.help')}</Box>}
      actions={
        <Button onClick={() => void navigate('/settings/alarm-targets')}>{say('alarms.targets')}</Button>
      }
    >
      <SpaceBetween size="l">
        <PanelBody
          query={alarms}
          thing={say('nav.alarms')}
          height={300}
          emptyOf={(data) => (data.length === 0 ? { text: say('alarms.noPipeline') } : null)}
        >
          {() => (
            <DataTable<Alarm>
              id="alarms"
              title={say('nav.alarms')}
              rows={shown}
              keyOf={keyOf}
              selection="multi"
              selected={selected}
              onSelect={setSelected}
              onRowClick={(alarm) => setOpened(keyOf(alarm))}
              actions={
                <SpaceBetween size="xs" direction="horizontal">
                  {button(true)}
                  {button(false)}
                </SpaceBetween>
              }
              columns={[
                {
                  id: 'name',
                  header: say('alarms.name'),
                  isRowHeader: true,
                  width: 280,
                  value: ({ alarmId }) => say(`alarm.${alarmId}`),
                  cell: (alarm) => (
                    <Button variant="inline-link" onClick={() => setOpened(keyOf(alarm))}>
                      {say(`alarm.${alarm.alarmId}`)}
                    </Button>
                  ),
                },
                {
                  id: 'state',
                  header: say('alarms.stateTitle'),
                  width: 160,
                  value: ({ state }) => say(`alarms.state.${state}`),
                  cell: ({ state }) => <AlarmStatus state={state} />,
                },
                {
                  id: 'value',
                  header: say('alarms.value'),
                  isNumber: true,
                  width: 110,
                  value: ({ value }) => value,
                  cell: ({ value, unit }) => unitText(value, unit),
                },
                {
                  id: 'threshold',
                  header: say('alarms.threshold'),
                  isNumber: true,
                  width: 120,
                  cell: ({ threshold, unit, comparison }) =>
                    `${comparison === 'above' ? '>' : '<'} ${unitText(threshold, unit)}`,
                },
                {
                  id: 'on',
                  header: say('alarms.on'),
                  width: 90,
                  value: ({ enabled }) => say(enabled ? 'alarms.isOn' : 'alarms.isOff'),
                  cell: ({ enabled }) => say(enabled ? 'alarms.isOn' : 'alarms.isOff'),
                },
                {
                  id: 'project',
                  header: say('shell.project'),
                  width: 120,
                  value: ({ projectId }) => projectId,
                  cell: ({ projectId }) => <span className="ms-text">{projectId}</span>,
                },
                {
                  id: 'since',
                  header: say('alarms.since'),
                  width: 200,
                  value: ({ sinceMs }) => sinceMs,
                  cell: ({ sinceMs }) => (sinceMs === null ? '–' : `${formats.moment(sinceMs, 'UTC')} UTC`),
                },
              ]}
            />
          )}
        </PanelBody>
        <AlarmChanges />
      </SpaceBetween>
      {detail !== undefined && (
        <SplitPanelContent title={say(`alarm.${detail.alarmId}`)} onClose={close}>
          <AlarmDetail key={keyOf(detail)} alarm={detail} />
        </SplitPanelContent>
      )}
    </Page>
  );
}

/** Turns several alarms on or off; thresholds stay. */
function useSwitchAll(): (alarms: readonly Alarm[], enabled: boolean) => Promise<void> {
  const say = useSay();
  const flashes = useFlashes();
  const client = useQueryClient();
  return async (alarms, enabled) => {
    try {
      for (const alarm of alarms) {
        const threshold = alarm.threshold === alarm.defaultThreshold ? null : alarm.threshold;
        await callApi({ method: 'PUT', path: alarmPath(alarm), body: { enabled, threshold } });
      }
      flashes.succeeded(say(enabled ? 'alarms.enabled' : 'alarms.disabled', { count: alarms.length }));
    } catch (error) {
      flashes.failed(say('alarms.notSaved'), error);
    }
    await outdate(client, ['/alarms', '/projects']);
  };
}
