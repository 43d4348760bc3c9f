import { z } from 'zod';

const text = z.string().min(1);

/** Where one segment's calls lie. */
export const segmentPath = '/api/apps/:appId/segments/:id';

/** The names in that path. */
export const segmentParams = z.object({ appId: text, id: text });
