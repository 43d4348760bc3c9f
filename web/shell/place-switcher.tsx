import Select from '@cloudscape-design/components/select';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useSay } from '../i18n/language.tsx';
import { usePreference } from '../preferences/preferences.ts';
import { useApps, useProjects } from '../scope/scope.ts';
import { type CurrentPlace, useCurrentPlace } from './navigation.ts';

/** Page of the Studio that an address shows, to stay on it in another app. */
function studioPageOf(pathname: string): string {
  return pathname.match(/^\/analytics\/[^/]+\/app\/[^/]+\/(.+)$/)?.[1] ?? 'dashboards';
}

/** Project and app of the header: two linked lists with search. */
export function PlaceSwitcher() {
  const say = useSay();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const { projectId, appId } = useCurrentPlace();
  const [last, setLast] = usePreference<CurrentPlace>('lastPlace', { projectId: null, appId: null });
  const { data: apps = [] } = useApps();
  const { data: projects } = useProjects();
  useEffect(() => {
    if (projectId !== null && (last.projectId !== projectId || last.appId !== appId))
      setLast({ projectId, appId });
  }, [appId, last, projectId, setLast]);
  const projectOptions = (projects?.items ?? []).map(({ id, name }) => ({
    value: id,
    label: name,
    description: id,
  }));
  const appOptions = apps
    .filter((app) => app.projectId === projectId)
    .map((app) => ({ value: app.appId, label: `${app.name} · ${app.timeZone}`, description: app.appId }));
  const isStudio = pathname.startsWith('/analytics/');
  return (
    <div className="ms-places">
      <Select
        selectedOption={projectOptions.find(({ value }) => value === projectId) ?? null}
        options={projectOptions}
        filteringType="auto"
        placeholder={say('shell.noProject')}
        ariaLabel={say('shell.project')}
        onChange={({ detail }) => void navigate(`/project/detail/${detail.selectedOption.value}`)}
      />
      <Select
        selectedOption={appOptions.find(({ value }) => value === appId) ?? null}
        options={appOptions}
        filteringType="auto"
        placeholder={say('shell.noApp')}
        empty={say('shell.noApp')}
        ariaLabel={say('shell.app')}
        onChange={({ detail }) => {
          const page = isStudio ? studioPageOf(pathname) : 'dashboards';
          void navigate(
            `/analytics/${projectId}/app/${detail.selectedOption.value}/${page}${isStudio ? search : ''}`,
          );
        }}
      />
    </div>
  );
}
