import type { Clock } from '@millstream/core';
import type { Kysely } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';

/** Whether an app's realtime page runs, and who stopped it. */
export type RealtimeState =
  | { readonly isOn: true }
  | { readonly isOn: false; readonly stoppedBy: string; readonly stoppedAtMs: number };

/** Starts and stops the realtime page of apps; it runs until somebody stops it. */
export interface RealtimeSwitch {
  stateOf(appId: string): Promise<RealtimeState>;
  start(appId: string): Promise<void>;
  stop(appId: string, person: string): Promise<void>;
}

/** The switches in an open console database. */
export function createRealtimeSwitch(database: Kysely<ConsoleTables>, clock: Clock): RealtimeSwitch {
  return {
    async stateOf(appId) {
      const rows = database.selectFrom('realtime_stop').selectAll().where('app_id', '=', appId);
      const row = await rows.executeTakeFirst();
      if (row === undefined) return { isOn: true };
      return { isOn: false, stoppedBy: row.stopped_by, stoppedAtMs: Number(row.stopped_at) };
    },
    async start(appId) {
      await database.deleteFrom('realtime_stop').where('app_id', '=', appId).execute();
    },
    async stop(appId, person) {
      await database
        .insertInto('realtime_stop')
        .values({ app_id: appId, stopped_by: person, stopped_at: clock.now() })
        .onConflict((conflict) => conflict.column('app_id').doNothing())
        .execute();
    },
  };
}
