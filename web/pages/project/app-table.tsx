import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useNavigate } from 'react-router';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { EmptyState } from '../../panel/panel-states.tsx';
import { type AppEntry, useApps } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { PageLink } from '../../shell/page-link.tsx';
import { type DataColumn, DataTable } from '../../table/data-table.tsx';
import type { AppHealth } from './health.ts';
import { Sparkline } from './sparkline.tsx';

interface Row extends AppEntry {
  readonly health: AppHealth | undefined;
}

/** The apps of a project with their last day. */
export function AppTable(props: { readonly projectId: string; readonly health: readonly AppHealth[] }) {
  const say = useSay();
  const formats = useFormats();
  const navigate = useNavigate();
  const { projectId } = props;
  const apps = useApps();
  const mayWrite = useMay('project.write', projectId);
  const project = encodeURIComponent(projectId);
  const register = () => void navigate(`/project/${project}/application/create`);
  const rows: readonly Row[] = (apps.data ?? [])
    .filter((app) => app.projectId === projectId)
    .map((app) => ({ ...app, health: props.health.find(({ appId }) => appId === app.appId) }));
  const columns: readonly DataColumn<Row>[] = [
    {
      id: 'name',
      width: 150,
      header: say('home.app.name'),
      isRowHeader: true,
      value: ({ name }) => name,
      cell: ({ name, appId }) => {
        const href = `/project/${project}/application/detail/${encodeURIComponent(appId)}`;
        return <PageLink to={href}>{name}</PageLink>;
      },
    },
    {
      id: 'id',
      width: 110,
      header: say('home.app.id'),
      cell: ({ appId }) => appId,
      value: ({ appId }) => appId,
    },
    {
      id: 'today',
      width: 140,
      header: say('home.eventsToday'),
      isNumber: true,
      value: ({ health }) => health?.eventsToday ?? 0,
      cell: ({ health }) => formats.count(health?.eventsToday),
    },
    {
      id: 'hours',
      width: 160,
      header: say('home.app.hours'),
      cell: ({ health, name }) => (
        <Sparkline values={health?.hours ?? []} label={say('home.app.hoursOf', { app: name })} />
      ),
    },
    {
      id: 'last',
      width: 190,
      header: say('home.app.last'),
      value: ({ health }) => health?.lastHourMs ?? 0,
      cell: ({ health, timeZone }) =>
        health?.lastHourMs ? formats.moment(health.lastHourMs, timeZone).slice(0, -3) : say('home.app.never'),
    },
    {
      id: 'zone',
      width: 130,
      header: say('home.app.zone'),
      value: ({ timeZone }) => timeZone,
      cell: ({ timeZone }) => timeZone,
    },
    {
      id: 'state',
      width: 130,
      header: say('home.app.state'),
      value: ({ enabled }) => (enabled ? 1 : 0),
      cell: ({ enabled }) => (
        <StatusIndicator type={enabled ? 'success' : 'stopped'}>
          {say(enabled ? 'home.app.on' : 'home.app.off')}
        </StatusIndicator>
      ),
    },
  ];
  const action = { text: say('project.registerApp'), onClick: register };
  return (
    <DataTable
      id="project-apps"
      title={say('home.apps')}
      rows={rows}
      columns={columns}
      keyOf={({ appId }) => appId}
      isLoading={apps.isLoading}
      hasFilter={rows.length > 10}
      actions={
        <Button
          disabled={!mayWrite}
          {...(mayWrite ? {} : { disabledReason: say('project.noRight') })}
          onClick={register}
        >
          {say('project.registerApp')}
        </Button>
      }
      empty={<EmptyState text={say('home.noApps')} {...(mayWrite ? { action } : {})} />}
    />
  );
}
