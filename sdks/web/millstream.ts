import { createStaticApi } from './static-api.ts';

/** The client of this page, with all automatic events. */
export const millstream = createStaticApi([]);
