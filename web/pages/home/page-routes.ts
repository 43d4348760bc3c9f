import type { PageRoute } from '../page-route.ts';

const routes: readonly PageRoute[] = [{ path: '/', load: () => import('./home-page.tsx') }];

export default routes;
