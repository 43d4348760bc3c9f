import { createStaticApi } from './static-api.ts';

/** The small client: events, users, sessions, page views and engagement; no other automatic events. */
export const millstream = createStaticApi([]);
