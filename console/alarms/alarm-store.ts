import { type Clock, CodedError } from '@millstream/core';
import type { Kysely } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';
import type { AlarmState } from './alarm-rules.ts';

/** Settings of one alarm of a project; what was never changed has the rule's defaults. */
export interface AlarmSetting {
  readonly alarmId: string;
  readonly enabled: boolean;
  /** Null = the rule's own. */
  readonly threshold: number | null;
}

/** A change of an alarm's state. */
export interface AlarmChange {
  readonly projectId: string;
  readonly alarmId: string;
  readonly state: AlarmState;
  readonly value: number | null;
  readonly changedAtMs: number;
}

/** Where alarms are told. */
export type AlarmTarget =
  | {
      readonly targetId: string;
      readonly kind: 'webhook';
      readonly name: string;
      readonly enabled: boolean;
      readonly url: string;
    }
  | {
      readonly targetId: string;
      readonly kind: 'email';
      readonly name: string;
      readonly enabled: boolean;
      readonly addresses: readonly string[];
    };

/** Changes that are remembered, ms. */
const keptChangesMs = 90 * 86_400_000;

/** Thresholds, targets and history of alarms. */
export interface AlarmStore {
  settings(projectId: string): Promise<readonly AlarmSetting[]>;
  set(projectId: string, setting: AlarmSetting): Promise<void>;
  /** Newest first. */
  changes(projectId: string | null, limit: number): Promise<readonly AlarmChange[]>;
  /** State of each alarm as it was last noted. */
  states(projectId: string): Promise<ReadonlyMap<string, AlarmChange>>;
  note(change: AlarmChange): Promise<void>;
  targets(): Promise<readonly AlarmTarget[]>;
  saveTarget(target: AlarmTarget): Promise<void>;
  /** @throws CodedError NOT_FOUND */
  removeTarget(targetId: string): Promise<void>;
}

/** The alarms in an open console database. */
export function createAlarmStore(database: Kysely<ConsoleTables>, clock: Clock): AlarmStore {
  const changesOf = (projectId: string | null) => {
    const all = database.selectFrom('alarm_change').selectAll().orderBy('changed_at', 'desc');
    return projectId === null ? all : all.where('project_id', '=', projectId);
  };
  const toChange = (
    row: Awaited<ReturnType<ReturnType<typeof changesOf>['execute']>>[number],
  ): AlarmChange => ({
    projectId: row.project_id,
    alarmId: row.alarm_id,
    // Written by `note`.
    state: row.state as AlarmState,
    value: row.value,
    changedAtMs: row.changed_at,
  });

  return {
    async settings(projectId) {
      const rows = await database
        .selectFrom('alarm_setting')
        .selectAll()
        .where('project_id', '=', projectId)
        .execute();
      return rows.map((row) => ({
        alarmId: row.alarm_id,
        enabled: row.enabled === 1,
        threshold: row.threshold,
      }));
    },
    async set(projectId, { alarmId, enabled, threshold }) {
      const values = { enabled: enabled ? 1 : 0, threshold };
      await database
        .insertInto('alarm_setting')
        .values({ project_id: projectId, alarm_id: alarmId, ...values })
        .onConflict((conflict) => conflict.columns(['project_id', 'alarm_id']).doUpdateSet(values))
        .execute();
    },
    async changes(projectId, limit) {
      return (await changesOf(projectId).limit(limit).execute()).map(toChange);
    },
    async states(projectId) {
      const states = new Map<string, AlarmChange>();
      for (const row of await changesOf(projectId).execute())
        if (!states.has(row.alarm_id)) states.set(row.alarm_id, toChange(row));
      return states;
    },
    async note({ projectId, alarmId, state, value, changedAtMs }) {
      await database
        .insertInto('alarm_change')
        .values({ project_id: projectId, alarm_id: alarmId, state, value, changed_at: changedAtMs })
        .execute();
      await database
        .deleteFrom('alarm_change')
        .where('changed_at', '<', clock.now() - keptChangesMs)
        .execute();
    },
    async targets() {
      const rows = await database.selectFrom('alarm_target').selectAll().orderBy('name').execute();
      return rows.map((row) => {
        const common = { targetId: row.target_id, name: row.name, enabled: row.enabled === 1 };
        const config = JSON.parse(row.config) as { url?: string; addresses?: readonly string[] };
        return row.kind === 'webhook'
          ? { ...common, kind: 'webhook' as const, url: config.url ?? '' }
          : { ...common, kind: 'email' as const, addresses: config.addresses ?? [] };
      });
    },
    async saveTarget(target) {
      const config = target.kind === 'webhook' ? { url: target.url } : { addresses: target.addresses };
      const values = {
        kind: target.kind,
        name: target.name,
        config: JSON.stringify(config),
        enabled: target.enabled ? 1 : 0,
      };
      await database
        .insertInto('alarm_target')
        .values({ target_id: target.targetId, ...values })
        .onConflict((conflict) => conflict.column('target_id').doUpdateSet(values))
        .execute();
    },
    async removeTarget(targetId) {
      const { numDeletedRows } = await database
        .deleteFrom('alarm_target')
        .where('target_id', '=', targetId)
        .executeTakeFirst();
      if (numDeletedRows === 0n) throw new CodedError('NOT_FOUND', { what: `The target ${targetId}` });
    },
  };
}
