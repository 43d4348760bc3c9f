import type { PageRoute } from '../page-route.ts';

const base = '/analytics/:projectId/app/:appId/analyzes';

const routes: readonly PageRoute[] = [
  { path: base, load: () => import('./analysis-list.tsx'), permission: 'analysis.write' },
  { path: `${base}/new`, load: () => import('./analysis-page.tsx'), permission: 'analysis.write' },
  { path: `${base}/:analysisId`, load: () => import('./analysis-page.tsx'), permission: 'analysis.write' },
];

export default routes;
