import type { CompareScope } from '@millstream/studio/spec';
import type { ApiCall } from '../api/call-api.ts';

/** The users or events behind a number, as the server lists them. */
export interface DrillList {
  readonly unit: 'user' | 'event';
  /** As many as the number says. */
  readonly total: number;
  readonly rows: readonly Readonly<Record<string, string | number | boolean | null>>[];
}

/** Asks for a part of a list. */
export type DrillAsk = (page: { readonly limit: number; readonly offset: number }) => Omit<ApiCall, 'signal'>;

/** The list behind a number of an exploration. @param compare lists what lies behind the number of that range instead */
export function exploreDrill(spec: unknown, cell: unknown, compare: CompareScope | null = null): DrillAsk {
  const body = { spec, cell, ...(compare === null ? {} : { compare }) };
  return (page) => ({ path: '/studio/explore/drill', body: { ...body, ...page } });
}

/** Address of a user's page. */
export function userPath(
  scope: { readonly projectId: string; readonly appId: string },
  userKey: string,
): string {
  const [project, app, user] = [scope.projectId, scope.appId, userKey].map(encodeURIComponent);
  return `/analytics/${project}/app/${app}/user/${user}`;
}
