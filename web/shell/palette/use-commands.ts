import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { metadataCall } from '../../filters/use-fields.ts';
import { useSay, useSpeech } from '../../i18n/language.tsx';
import { savedAddress } from '../../pages/explore/saved/saved-address.ts';
import { keepAppearance } from '../../preferences/preferences.ts';
import { studioPath, useApps } from '../../scope/scope.ts';
import { mayIn } from '../../session/me.ts';
import { useSession } from '../../session/session-context.tsx';
import { useMode } from '../../theme/theme.tsx';
import { useCurrentPlace, useNavigation } from '../navigation.ts';
import type { Command, CommandGroup } from './command.ts';
import { openShellWindow } from './palette-window.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Metadata {
  readonly events: readonly (Named & { readonly displayName: string; readonly isHidden: boolean })[];
  readonly parameters: readonly (Named & { readonly displayName: string; readonly isHidden: boolean })[];
}

const none: readonly Named[] = [];
const staleMs = 60_000;

/** Names that the current app has; asked when the palette opens, kept for a minute. */
function useAppNames(appId: string | null, may: (permission: string) => boolean) {
  const { tag } = useSpeech();
  const path = appId === null ? null : `/apps/${encodeURIComponent(appId)}`;
  const list = (kind: string, permission: string) =>
    path !== null && may(permission) ? { path: `${path}/${kind}` } : null;
  const dashboards = useApi<readonly Named[]>(list('dashboards', 'dashboard.read'), { staleMs });
  const explorations = useApi<readonly Named[]>(list('explorations', 'exploration.read'), { staleMs });
  const analyses = useApi<readonly Named[]>(list('analyses', 'analysis.write'), { staleMs });
  const segments = useApi<readonly Named[]>(list('segments', 'segment.read'), { staleMs });
  const metadata = useApi<Metadata>(
    appId !== null && may('metadata.read') ? metadataCall(appId, tag, false) : null,
    { staleMs },
  );
  return {
    dashboards: dashboards.data ?? none,
    explorations: explorations.data ?? none,
    analyses: analyses.data ?? none,
    segments: segments.data ?? none,
    events: metadata.data?.events ?? [],
    parameters: metadata.data?.parameters ?? [],
  };
}

/** Everything the person may go to or do from here. */
export function useCommands(): readonly Command[] {
  const say = useSay();
  const navigate = useNavigate();
  const me = useSession();
  const mode = useMode();
  const navigation = useNavigation();
  const { projectId, appId } = useCurrentPlace();
  const { data: apps } = useApps();
  const names = useAppNames(appId, (permission) => mayIn(me, permission, projectId));
  return useMemo(() => {
    const go = (group: CommandGroup, id: string, text: string, href: string, words = ''): Command => ({
      id: `${group} ${id}`,
      group,
      text,
      words,
      run: () => void navigate(href),
    });
    const act = (id: string, text: string, run: () => void): Command => ({
      id: `action ${id}`,
      group: 'action',
      text,
      run,
    });
    const pages = navigation
      .flatMap((section) => ('items' in section ? [...section.items] : []))
      .flatMap((item) =>
        'href' in item && item.href ? [go('page', item.href, item.text ?? '', item.href)] : [],
      );
    const scope = { projectId: projectId ?? '', appId: appId ?? '' };
    const studio = (page: string) => studioPath(scope, page);
    const may = (permission: string) => mayIn(me, permission, projectId);
    const kinds = ['event', 'funnel', 'path', 'retention', 'attribution'] as const;
    const inApp = projectId !== null && appId !== null;
    const actions = [
      ...(inApp && may('exploration.read')
        ? kinds.map((kind) =>
            go('action', `new ${kind}`, say(`palette.new.${kind}`), studio(`explore/${kind}`), kind),
          )
        : []),
      ...(inApp && may('segment.write')
        ? [go('action', 'new segment', say('palette.new.segment'), studio('segments/new'))]
        : []),
      ...(inApp && may('analysis.write')
        ? [go('action', 'new analysis', say('palette.new.analysis'), studio('analyzes/new'))]
        : []),
      act('theme', say(mode === 'dark' ? 'shell.toLight' : 'shell.toDark'), () =>
        keepAppearance({ theme: mode === 'dark' ? 'light' : 'dark' }),
      ),
      act('shortcuts', say('palette.shortcuts'), () => openShellWindow('shortcuts')),
      go('action', 'profile', say('shell.profile'), '/profile'),
    ];
    const appCommands = (apps ?? []).map((app) =>
      go(
        'app',
        app.appId,
        app.name,
        studioPath({ projectId: app.projectId, appId: app.appId }, 'dashboards'),
        app.appId,
      ),
    );
    const shown = <T extends { readonly isHidden: boolean }>(list: readonly T[]) =>
      list.filter(({ isHidden }) => !isHidden);
    const at = (page: string, id: string) => studio(`${page}/${encodeURIComponent(id)}`);
    const data = (tab: string, id: string) =>
      `${studio(`data-management/${tab}`)}?sel=${encodeURIComponent(id)}`;
    return [
      ...pages,
      ...actions,
      ...appCommands,
      ...names.dashboards.map(({ id, name }) => go('dashboard', id, name, at('dashboard', id))),
      ...names.explorations.map(({ id, name }) => ({
        id: `exploration ${id}`,
        group: 'exploration' as const,
        text: name,
        run: () => void savedAddress(id, scope).then((href) => navigate(href)),
      })),
      ...names.analyses.map(({ id, name }) => go('analysis', id, name, at('analyzes', id))),
      ...names.segments.map(({ id, name }) => go('segment', id, name, at('segments', id))),
      ...shown(names.events).map(({ id, name, displayName }) =>
        go('event', id, displayName, data('events', id), name),
      ),
      ...shown(names.parameters).map(({ id, name, displayName }) =>
        go('parameter', id, displayName, data('parameters', id), name),
      ),
    ];
  }, [appId, apps, me, mode, names, navigate, navigation, projectId, say]);
}

const idPattern = /^[0-9a-f]{8,}[0-9a-z_\-.:]*$|^[0-9A-HJKMNP-TV-Z]{26}$|^[^\s]{16,}$/i;

/** What can be done with a pasted id: find the event or request, open the user. */
export function useIdCommands(query: string): readonly Command[] {
  const say = useSay();
  const navigate = useNavigate();
  const me = useSession();
  const { projectId, appId } = useCurrentPlace();
  return useMemo(() => {
    const id = query.trim();
    if (!idPattern.test(id) || projectId === null) return [];
    const short = id.length > 20 ? `${id.slice(0, 12)}…${id.slice(-6)}` : id;
    const find = `/project/${encodeURIComponent(projectId)}/find/${encodeURIComponent(id)}`;
    return [
      ...(mayIn(me, 'operation.read', projectId)
        ? [
            {
              id: 'id find',
              group: 'id' as const,
              text: say('palette.find', { id: short }),
              run: () => void navigate(find),
            },
          ]
        : []),
      ...(appId !== null && mayIn(me, 'exploration.read', projectId)
        ? [
            {
              id: 'id user',
              group: 'id' as const,
              text: say('palette.user', { id: short }),
              run: () => void navigate(studioPath({ projectId, appId }, `user/${encodeURIComponent(id)}`)),
            },
          ]
        : []),
    ];
  }, [appId, me, navigate, projectId, query, say]);
}
