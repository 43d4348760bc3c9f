import type { SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import { useMatch } from 'react-router';
import { useSay } from '../i18n/language.tsx';
import { usePreference } from '../preferences/preferences.ts';
import { useApps, useProjects } from '../scope/scope.ts';
import { mayIn } from '../session/me.ts';
import { useSession } from '../session/session-context.tsx';

/** Project and app that the navigation points to: those of the address, else the last ones used, else the first. */
export interface CurrentPlace {
  readonly projectId: string | null;
  readonly appId: string | null;
}

/** Where the person is, or was last. */
export function useCurrentPlace(): CurrentPlace {
  const analytics = useMatch('/analytics/:projectId/app/:appId/*')?.params;
  const detail = useMatch('/project/detail/:projectId')?.params;
  const below = useMatch('/project/:projectId/*')?.params;
  const [last] = usePreference<CurrentPlace>('lastPlace', { projectId: null, appId: null });
  const { data: apps = [] } = useApps();
  const { data: projects } = useProjects();
  const projectId =
    analytics?.projectId ??
    detail?.projectId ??
    (below?.projectId === 'detail' ? undefined : below?.projectId) ??
    projects?.items.find(({ id }) => id === last.projectId)?.id ??
    projects?.items[0]?.id ??
    null;
  const own = apps.filter((app) => app.projectId === projectId);
  const appId =
    analytics?.appId ?? own.find((app) => app.appId === last.appId)?.appId ?? own[0]?.appId ?? null;
  return { projectId, appId };
}

interface Entry {
  readonly text: string;
  readonly href: string;
  readonly permission: string;
}

const studioPages = [
  ['dashboards', 'dashboard.read'],
  ['realtime', 'realtime.read'],
  ['explore/event', 'exploration.read'],
  ['analyzes', 'analysis.write'],
  ['segments', 'segment.read'],
  ['data-management/events', 'metadata.read'],
] as const;

/** Side navigation: pages that the person may not open are absent. */
export function useNavigation(): readonly SideNavigationProps.Item[] {
  const say = useSay();
  const me = useSession();
  const { projectId, appId } = useCurrentPlace();
  const studio: Entry[] =
    projectId === null || appId === null
      ? []
      : studioPages.map(([page, permission]) => ({
          text: say(`nav.${page.split('/')[0]}`),
          href: `/analytics/${projectId}/app/${appId}/${page}`,
          permission,
        }));
  const operate: Entry[] = [
    ...(projectId === null
      ? []
      : [
          {
            text: say('nav.pipeline'),
            href: `/project/${projectId}/pipeline/main`,
            permission: 'project.read',
          },
          { text: say('nav.runs'), href: `/project/${projectId}/runs`, permission: 'operation.read' },
          { text: say('nav.ledger'), href: `/project/${projectId}/ledger`, permission: 'operation.read' },
          {
            text: say('nav.quarantine'),
            href: `/project/${projectId}/quarantine`,
            permission: 'operation.read',
          },
        ]),
    { text: say('nav.alarms'), href: '/alarms', permission: 'operation.read' },
  ];
  const administer: Entry[] = [
    { text: say('nav.projects'), href: '/projects', permission: 'project.read' },
    { text: say('nav.plugins'), href: '/plugins', permission: 'plugin.read' },
    { text: say('nav.users'), href: '/user', permission: 'user.write' },
    { text: say('nav.settings'), href: '/settings/general', permission: 'setting.write' },
    { text: say('nav.audit'), href: '/audit', permission: 'audit.read' },
  ];
  const section = (title: string, entries: readonly Entry[]): SideNavigationProps.Item[] => {
    const open = entries.filter(({ permission }) => mayIn(me, permission, projectId));
    if (open.length === 0) return [];
    const items = open.map(({ text, href }) => ({ type: 'link' as const, text, href }));
    return [{ type: 'section-group', title, items }];
  };
  return [
    ...section(say('nav.analyze'), studio),
    ...section(say('nav.operate'), operate),
    ...section(say('nav.administer'), administer),
  ];
}
