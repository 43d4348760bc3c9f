import type { PageRoute } from '../page-route.ts';

const load = () => import('./wizard-page.tsx');

const routes: readonly PageRoute[] = [
  { path: '/project/:projectId/pipeline/:pipelineId/update', load, permission: 'project.write' },
];

export default routes;
