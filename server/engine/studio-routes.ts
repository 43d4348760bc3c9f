import { CodedError } from '@millstream/core';
import type { Studio } from '@millstream/studio';
import type { ApiHandler } from './json-api.ts';

/** Explorations under `/studio/explore`: run, compare, follow, cancel, show SQL. */
export function studioRoutes(studio: Studio): Readonly<Record<string, ApiHandler>> {
  return {
    'POST /studio/explore/query': ({ body, signal }) => studio.explore(body, signal),
    'POST /studio/explore/sql': ({ body }) => studio.print(body),
    'POST /studio/explore/estimate': ({ body }) => studio.estimate(body),
    'POST /studio/explore/drill': ({ body, signal }) => studio.drill(body, signal),
    'POST /studio/walker/query': ({ body, signal }) => studio.walk(body, signal),
    'GET /studio/explore/queries': async () => studio.desk.list(),
    'DELETE /studio/explore/query': async ({ query }) => {
      const id = query.get('id') ?? '';
      if (!studio.desk.cancel(id)) throw new CodedError('NOT_FOUND', { what: `A running query ${id}` });
      return { cancelled: id };
    },
  };
}
