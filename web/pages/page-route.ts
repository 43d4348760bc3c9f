import type { ComponentType } from 'react';

/** A page and its address. Each folder of `pages/` lists its own in `page-routes.ts` (default export). */
export interface PageRoute {
  /** Path pattern of react-router, e.g. `/project/:projectId/runs/:runId?`. */
  readonly path: string;
  /** Loads the page's code when it is first opened. */
  readonly load: () => Promise<{ readonly default: ComponentType }>;
  /** `bare` pages stand without header and navigation. @default 'shell' */
  readonly frame?: 'shell' | 'bare';
  /** Needs no sign-in. @default false */
  readonly isPublic?: boolean;
  /** Right without which the page says that there is no access. */
  readonly permission?: string;
}
