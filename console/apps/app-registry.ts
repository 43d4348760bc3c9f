import { type AppId, type Clock, CodedError, isAppId, type ProjectId } from '@millstream/core';
import type { Kysely, Selectable } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';

/** A registered app. */
export interface App {
  readonly appId: AppId;
  readonly projectId: ProjectId;
  readonly name: string;
  /** IANA zone that reports show times in; stored data stays UTC. */
  readonly timeZone: string;
  /** First day of the week in reports. */
  readonly weekStart: 'monday' | 'sunday';
  /** Refuse bodies whose hashCode does not match. */
  readonly strictIntegrity: boolean;
  /** False = requests with this appId are refused with 403. Its data stays. */
  readonly enabled: boolean;
  readonly description: string;
  readonly androidPackage: string;
  readonly iosBundleId: string;
  readonly iosAppStoreId: string;
  /** Who made the last change. */
  readonly operator: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** What can be chosen or changed about an app. */
export interface AppSettings {
  readonly name?: string;
  readonly timeZone?: string;
  readonly weekStart?: 'monday' | 'sunday';
  readonly strictIntegrity?: boolean;
  readonly enabled?: boolean;
  readonly description?: string;
  readonly androidPackage?: string;
  readonly iosBundleId?: string;
  readonly iosAppStoreId?: string;
  readonly operator?: string;
}

/** Projects' apps, kept in the console's store. App ids are unique on the whole server. */
export interface AppRegistry {
  /** All apps by id, disabled ones too, deleted ones not. */
  list(): Promise<App[]>;
  /** A deleted app of the same project comes back with its data. @throws CodedError APP_ID_INVALID, APP_EXISTS, TIME_ZONE_INVALID */
  add(projectId: ProjectId, appId: string, settings: AppSettings): Promise<App>;
  /** Changes only the settings given. @throws CodedError NOT_FOUND, TIME_ZONE_INVALID */
  set(appId: string, settings: AppSettings): Promise<App>;
  /** Ends collection and hides the app; its data stays. @throws CodedError NOT_FOUND */
  hide(appId: string, operator: string): Promise<App>;
}

/** Whether the machine's zone data knows the name. */
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function toApp(row: Selectable<ConsoleTables['app']>): App {
  return {
    appId: row.app_id as AppId,
    projectId: row.project_id as ProjectId,
    name: row.name,
    timeZone: row.time_zone,
    weekStart: row.week_start === 'sunday' ? 'sunday' : 'monday',
    strictIntegrity: row.strict_integrity === 1,
    enabled: row.enabled === 1,
    description: row.description,
    androidPackage: row.android_package,
    iosBundleId: row.ios_bundle_id,
    iosAppStoreId: row.ios_app_store_id,
    operator: row.operator,
    createdAtMs: row.created_at,
    updatedAtMs: row.updated_at,
  };
}

type AppRow = Selectable<ConsoleTables['app']>;

/** The row with the settings that were given; a setting that was not stays. */
function changedRow(row: AppRow, settings: AppSettings, now: number): AppRow {
  return {
    ...row,
    name: settings.name ?? row.name,
    time_zone: settings.timeZone ?? row.time_zone,
    week_start: settings.weekStart ?? row.week_start,
    strict_integrity: Number(settings.strictIntegrity ?? row.strict_integrity === 1),
    enabled: Number(settings.enabled ?? row.enabled === 1),
    description: settings.description ?? row.description,
    android_package: settings.androidPackage ?? row.android_package,
    ios_bundle_id: settings.iosBundleId ?? row.ios_bundle_id,
    ios_app_store_id: settings.iosAppStoreId ?? row.ios_app_store_id,
    operator: settings.operator ?? row.operator,
    updated_at: now,
  };
}

function newRow(projectId: ProjectId, appId: string, now: number): AppRow {
  return {
    app_id: appId,
    project_id: projectId,
    name: appId,
    time_zone: 'UTC',
    week_start: 'monday',
    strict_integrity: 0,
    enabled: 1,
    description: '',
    android_package: '',
    ios_bundle_id: '',
    ios_app_store_id: '',
    operator: '',
    created_at: now,
    updated_at: now,
    deleted_at: null,
  };
}

/** The registry over an open console database. */
export function createAppRegistry(database: Kysely<ConsoleTables>, clock: Clock): AppRegistry {
  const living = () => database.selectFrom('app').selectAll().where('deleted_at', 'is', null);
  // Warehouses fold the case of schema names, so two ids that differ in case only would share one.
  const findAnyCase = (appId: string) =>
    database
      .selectFrom('app')
      .selectAll()
      .where((eb) => eb(eb.fn('lower', ['app_id']), '=', appId.toLowerCase()))
      .executeTakeFirst();

  async function find(appId: string): Promise<AppRow> {
    const row = await living().where('app_id', '=', appId).executeTakeFirst();
    if (!row) throw new CodedError('NOT_FOUND', { what: `App ${appId}` });
    return row;
  }

  function checkZone({ timeZone }: AppSettings): void {
    if (timeZone !== undefined && !isTimeZone(timeZone))
      throw new CodedError('TIME_ZONE_INVALID', { timeZone });
  }

  async function update(row: AppRow): Promise<App> {
    await database.updateTable('app').set(row).where('app_id', '=', row.app_id).execute();
    return toApp(row);
  }

  return {
    async list() {
      return (await living().orderBy('app_id').execute()).map(toApp);
    },
    async add(projectId, appId, settings) {
      if (!isAppId(appId)) throw new CodedError('APP_ID_INVALID', { appId });
      checkZone(settings);
      const there = await findAnyCase(appId);
      const row = changedRow(newRow(projectId, appId, clock.now()), settings, clock.now());
      if (there === undefined) {
        await database.insertInto('app').values(row).execute();
        return toApp(row);
      }
      const isBack = there.deleted_at !== null && there.app_id === appId && there.project_id === projectId;
      if (!isBack) throw new CodedError('APP_EXISTS', { appId });
      return update({ ...row, created_at: there.created_at });
    },
    async set(appId, settings) {
      const row = await find(appId);
      checkZone(settings);
      return update(changedRow(row, settings, clock.now()));
    },
    async hide(appId, operator) {
      const now = clock.now();
      return update({ ...(await find(appId)), operator, updated_at: now, deleted_at: now });
    },
  };
}
