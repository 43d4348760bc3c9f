import { walkerFieldList } from '@millstream/studio';
import type { TypedApi } from './typed-api.ts';

/** Adds the call that lists the preset fields of the data sets of drag-and-drop analyses. */
export function addWalkerFieldRoute(api: TypedApi): void {
  const fields = walkerFieldList();
  api.get(
    '/api/studio/walker/fields',
    {
      // Names of columns that every installation has.
      config: { permission: 'dashboard.read', acrossProjects: true },
      schema: { tags: ['studio'], summary: 'Preset fields of the data sets of analyses' },
    },
    async () => fields,
  );
}
