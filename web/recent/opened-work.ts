/** What a person makes in the Studio and comes back to. */
export type WorkKind = 'dashboard' | 'exploration' | 'analysis' | 'segment';

/** One thing that was opened. */
export interface OpenedWork {
  readonly kind: WorkKind;
  readonly projectId: string;
  readonly appId: string;
  readonly id: string;
}

const kinds: Readonly<Record<string, WorkKind>> = {
  dashboard: 'dashboard',
  explore: 'exploration',
  analyzes: 'analysis',
  segments: 'segment',
};
const pagePattern = /^\/analytics\/([^/]+)\/app\/([^/]+)\/([a-z]+)\/([^/]+)$/;
/** Pages below the same folders that show nothing that is kept. */
const forms: ReadonlySet<string> = new Set(['new', 'import']);

/** A part of an address in plain; null when it is badly escaped. */
function plain(text: string | undefined): string | null {
  try {
    return text === undefined ? null : decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** What an address shows of what people keep; null for every other page. */
export function openedWork(pathname: string, search: string): OpenedWork | null {
  const [, project, app, folder = '', last = ''] = pagePattern.exec(pathname) ?? [];
  const [projectId, appId] = [plain(project), plain(app)];
  const kind = Object.hasOwn(kinds, folder) ? kinds[folder] : undefined;
  if (projectId === null || appId === null || kind === undefined || forms.has(last)) return null;
  // An exploration is its address; only a saved one has a name to come back to.
  const id = kind === 'exploration' ? new URLSearchParams(search).get('saved') : plain(last);
  if (id === null || id === '') return null;
  return { kind, projectId, appId, id };
}

/** A piece of work as one text, for lists of what was opened. */
export function workKey({ kind, projectId, appId, id }: OpenedWork): string {
  return [kind, projectId, appId, id].map(encodeURIComponent).join(' ');
}

/** Reads the text again; null when it is none of ours. */
export function workOf(key: string): OpenedWork | null {
  const [kindText, projectId, appId, id] = key.split(' ').map(plain);
  const kind = Object.values(kinds).find((one) => one === kindText);
  if (kind === undefined || !projectId || !appId || !id) return null;
  return { kind, projectId, appId, id };
}
