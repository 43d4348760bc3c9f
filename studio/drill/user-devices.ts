import { CodedError } from '@millstream/core';
import { z } from 'zod';
import { printPlan } from '../dialects/print-plan.ts';
import type { LifecycleOptions } from '../lifecycle/read-lifecycle.ts';
import { textIn } from '../result/engine-row.ts';
import { problemsOf } from '../spec/analysis-spec.ts';
import { planTimelineUsers } from './plan-timeline.ts';

/** Users that may be asked about at once. */
const mostUsers = 10_000;

/** Whose devices are asked for. */
export const devicesRequestSchema = z.strictObject({
  projectId: z.string().min(1),
  appId: z.string().min(1),
  userKeys: z.array(z.string().min(1).max(255)).min(1).max(mostUsers),
});
/** A validated request. */
export type DevicesRequest = Readonly<z.output<typeof devicesRequestSchema>>;

/** Devices of the users, those of a segment of them. */
export interface UserDevices {
  readonly devices: readonly string[];
}

/** Parses a request. @throws CodedError SPEC_INVALID */
export function parseDevicesRequest(value: unknown): DevicesRequest {
  const result = devicesRequestSchema.safeParse(value);
  if (result.success) return result.data;
  throw new CodedError('SPEC_INVALID', { problems: problemsOf(result.error) });
}

/** Reads the devices of users. A device without a user row is a user of its own. @throws CodedError of the engine */
export async function readUserDevices(
  { appId, userKeys }: DevicesRequest,
  options: LifecycleOptions,
): Promise<UserDevices> {
  const { engine, calendar, known, nowMs } = options;
  const range = { fromMs: 0, toMs: nowMs + 1 };
  const context = { appId, calendar, asOfMs: nowMs, known, range, buckets: [] };
  const rows = await engine.run(printPlan(planTimelineUsers(context, userKeys), engine.dialect), options);
  const asked = new Set(userKeys);
  const own = rows.flatMap((row) => {
    const [user, device] = [textIn(row, 'user_key'), textIn(row, 'user_pseudo_id')];
    return user !== null && device !== null && asked.has(user) ? [device] : [];
  });
  const withRow = new Set(rows.flatMap((row) => [textIn(row, 'user_key'), textIn(row, 'user_pseudo_id')]));
  return { devices: [...new Set([...own, ...userKeys.filter((key) => !withRow.has(key))])] };
}
