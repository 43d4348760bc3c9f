import type { PageRoute } from '../page-route.ts';

const routes: readonly PageRoute[] = [
  {
    path: '/project/:projectId/pipeline/:pipelineId',
    load: () => import('./pipeline-page.tsx'),
    permission: 'project.read',
  },
];

export default routes;
