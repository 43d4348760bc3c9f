import type { SegmentDesk } from '@millstream/studio';
import { z } from 'zod';
import { parsed } from '../supervisor/parse-request.ts';
import type { ApiHandler } from './json-api.ts';

const text = z.string().min(1);
const segment = z.object({ appId: text, segmentId: text });
const computation = segment.extend({ spec: z.unknown(), asOfMs: z.number() });
const fileOfMembers = segment.extend({ path: text, isTrial: z.boolean() });

/** Calls of the supervisor for segments: computing beside the warehouse; the supervisor keeps definitions and runs. */
export function segmentRoutes(desk: SegmentDesk): Readonly<Record<string, ApiHandler>> {
  return {
    'POST /segments/compute': ({ body, signal }) => desk.compute(parsed(computation, body), signal),
    'POST /segments/check': async ({ body }) => {
      await desk.check(body.spec);
      return { valid: true };
    },
    'POST /segments/preview': ({ body, signal }) => desk.preview(body.spec, signal),
    'POST /segments/import': ({ body, signal }) => {
      const { path, ...options } = parsed(fileOfMembers, body);
      return desk.importFile(path, options, signal);
    },
    'POST /segments/members': async ({ body, signal }) =>
      memberRows(desk.members(parsed(segment, body), signal)),
    'POST /segments/users': async ({ body, signal }) => desk.memberUsers(parsed(segment, body), signal),
    'POST /segments/stored': () => desk.stored(),
    'POST /segments/remove': async ({ body }) => {
      await desk.remove(parsed(segment, body));
      return { removed: true };
    },
  };
}

async function* memberRows(ids: AsyncIterable<string>) {
  for await (const user_pseudo_id of ids) yield { user_pseudo_id };
}
