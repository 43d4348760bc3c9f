import { useLocation, useMatch } from 'react-router';
import { openedWork, workKey } from './opened-work.ts';
import { useNoteRecent } from './use-recent.ts';

/** Keeps with the person what the address shows: the project, the app, the dashboard or its like. */
export function useNoteOpened(): void {
  const { pathname, search } = useLocation();
  const studio = useMatch('/analytics/:projectId/app/:appId/*')?.params;
  const home = useMatch('/project/detail/:projectId')?.params;
  const work = openedWork(pathname, search);
  useNoteRecent('recentProjects', studio?.projectId ?? home?.projectId ?? null);
  useNoteRecent('recentApps', studio?.appId ?? null);
  useNoteRecent('recentWork', work === null ? null : workKey(work));
}
