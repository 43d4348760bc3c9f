import { type Clock, CodedError } from '@millstream/core';
import { runsOfSchedule, segmentScheduleSchema } from '@millstream/studio';
import { z } from 'zod';
import type { TypedApi } from './typed-api.ts';

/** What the call works with. */
export interface SegmentScheduleParts {
  readonly timeZoneOf: (appId: string) => Promise<string | null>;
  readonly clock: Clock;
}

/** Adds the call that tells the next three runs of a schedule which nobody saved yet. */
export function addSegmentScheduleRoute(api: TypedApi, { timeZoneOf, clock }: SegmentScheduleParts): void {
  api.post(
    '/api/apps/:appId/segments/schedule',
    {
      config: { permission: 'segment.read' },
      schema: {
        tags: ['segment'],
        summary: 'Next runs of a schedule',
        params: z.object({ appId: z.string().min(1) }),
        body: segmentScheduleSchema,
      },
    },
    async ({ params: { appId }, body }) => {
      const timeZone = await timeZoneOf(appId);
      if (timeZone === null) throw new CodedError('NOT_FOUND', { what: `App ${appId}` });
      return { timeZone, nextRunsMs: runsOfSchedule(body, { timeZone, afterMs: clock.now() }) };
    },
  );
}
