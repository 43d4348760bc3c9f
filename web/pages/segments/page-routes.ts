import type { PageRoute } from '../page-route.ts';

const base = '/analytics/:projectId/app/:appId/segments';

const routes: readonly PageRoute[] = [
  { path: base, load: () => import('./segment-list.tsx'), permission: 'segment.read' },
  { path: `${base}/new`, load: () => import('./segment-editor.tsx'), permission: 'segment.write' },
  { path: `${base}/import`, load: () => import('./segment-import.tsx'), permission: 'segment.write' },
  { path: `${base}/:segmentId`, load: () => import('./segment-detail.tsx'), permission: 'segment.read' },
  {
    path: `${base}/:segmentId/edit`,
    load: () => import('./segment-editor.tsx'),
    permission: 'segment.write',
  },
];

export default routes;
