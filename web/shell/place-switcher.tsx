import Select, { type SelectProps } from '@cloudscape-design/components/select';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useApi } from '../api/use-api.ts';
import { useSay } from '../i18n/language.tsx';
import type { ProjectHealth } from '../pages/project/health.ts';
import { usePreference } from '../preferences/preferences.ts';
import { useRecent } from '../recent/use-recent.ts';
import { useApps, useProjects } from '../scope/scope.ts';
import { AppState } from './app-state.tsx';
import { type CurrentPlace, useCurrentPlace } from './navigation.ts';
import { placeOptions } from './place-options.ts';

/** Page of the Studio that an address shows, to stay on it in another app. */
function studioPageOf(pathname: string): string {
  return pathname.match(/^\/analytics\/[^/]+\/app\/[^/]+\/(.+)$/)?.[1] ?? 'dashboards';
}

/** How the apps of a project do, in one call; asked only while somebody looks. */
function useAppHealth(projectId: string | null, isAsked: boolean) {
  const path = projectId === null ? null : `/projects/${encodeURIComponent(projectId)}/health`;
  const { data } = useApi<ProjectHealth>(path === null ? null : { path }, {
    enabled: isAsked,
    staleMs: 30_000,
  });
  // Without the ledger nothing is known, which is not the same as no events.
  return data === undefined || data.tiles.eventsToday === null ? [] : data.apps;
}

/** Project and app of the header: two linked lists with search, the last ones first. */
export function PlaceSwitcher() {
  const say = useSay();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const { projectId, appId } = useCurrentPlace();
  const [last, setLast] = usePreference<CurrentPlace>('lastPlace', { projectId: null, appId: null });
  const [isAppListUsed, setAppListUsed] = useState(false);
  const { data: knownApps } = useApps();
  const apps = knownApps ?? [];
  const isAppKnown = knownApps !== undefined;
  const { data: projects } = useProjects();
  const health = useAppHealth(projectId, isAppListUsed);
  const recentProjects = useRecent('recentProjects');
  const recentApps = useRecent('recentApps');
  useEffect(() => {
    // Until the apps are there, no app is the current one: that would be kept in place of the last one used.
    if (isAppKnown && projectId !== null && (last.projectId !== projectId || last.appId !== appId))
      setLast({ projectId, appId });
  }, [appId, isAppKnown, last, projectId, setLast]);
  const names = { recent: say('shell.lastUsed'), others: say('shell.others') };
  const projectOptions = (projects?.items ?? []).map(({ id, name }) => ({
    value: id,
    label: name,
    description: id,
  }));
  const ownApps = apps.filter((app) => app.projectId === projectId);
  const appOptions = ownApps.map((app) => ({
    value: app.appId,
    label: `${app.name} · ${app.timeZone}`,
    description: app.appId,
  }));
  const isStudio = pathname.startsWith('/analytics/');
  const appLine: SelectProps.SelectOptionItemRenderer = ({ item }) => {
    if (item.type !== 'item') return null;
    const app = ownApps.find((one) => one.appId === item.option.value);
    const state = health.find((one) => one.appId === item.option.value);
    if (app === undefined || state === undefined) return null;
    return (
      <span className="ms-place">
        <span className="ms-text">
          {item.option.label}
          <small>{app.appId}</small>
        </span>
        <AppState app={app} health={state} />
      </span>
    );
  };
  return (
    <div className="ms-places">
      <Select
        selectedOption={projectOptions.find(({ value }) => value === projectId) ?? null}
        options={placeOptions(projectOptions, recentProjects, names)}
        filteringType="auto"
        placeholder={say('shell.noProject')}
        ariaLabel={say('shell.project')}
        filteringAriaLabel={say('shell.findProject')}
        filteringPlaceholder={say('shell.findProject')}
        onChange={({ detail }) => void navigate(`/project/detail/${detail.selectedOption.value}`)}
      />
      <Select
        selectedOption={appOptions.find(({ value }) => value === appId) ?? null}
        options={placeOptions(appOptions, recentApps, names)}
        filteringType="auto"
        placeholder={say('shell.noApp')}
        empty={say('shell.noApp')}
        ariaLabel={say('shell.app')}
        filteringAriaLabel={say('shell.findApp')}
        filteringPlaceholder={say('shell.findApp')}
        renderOption={appLine}
        onFocus={() => setAppListUsed(true)}
        onBlur={() => setAppListUsed(false)}
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
