import { useApi } from '../api/use-api.ts';

/** Who is signed in, and what they may do (`GET /api/me`). */
export interface Me {
  readonly person: { readonly id: string; readonly email: string; readonly name: string };
  readonly roles: {
    readonly all: readonly string[];
    readonly byProject: Readonly<Record<string, readonly string[]>>;
  };
  readonly permissions: {
    readonly all: readonly string[];
    readonly byProject: Readonly<Record<string, readonly string[]>>;
  };
  readonly preferences: Readonly<Record<string, unknown>>;
}

/** Whether a person has a right, in a project or (null) in all of them. */
export function mayIn(me: Me, permission: string, projectId: string | null): boolean {
  if (me.permissions.all.includes(permission)) return true;
  return projectId !== null && (me.permissions.byProject[projectId] ?? []).includes(permission);
}

/** The signed-in person; undefined until the server answered. */
export function useMe() {
  return useApi<Me>({ path: '/me' }, { staleMs: 60_000 });
}
