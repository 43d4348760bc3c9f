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
  readonly createdAtMs: number;
}

/** What can be chosen or changed about an app. */
export interface AppSettings {
  readonly name?: string;
  readonly timeZone?: string;
  readonly weekStart?: 'monday' | 'sunday';
  readonly strictIntegrity?: boolean;
  readonly enabled?: boolean;
}

/** Projects' apps, kept in the console's store. App ids are unique on the whole server. */
export interface AppRegistry {
  /** All apps by id, disabled ones too. */
  list(): Promise<App[]>;
  /** @throws CodedError APP_ID_INVALID, APP_EXISTS, TIME_ZONE_INVALID */
  add(projectId: ProjectId, appId: string, settings: AppSettings): Promise<App>;
  /** Changes only the settings given. @throws CodedError NOT_FOUND, TIME_ZONE_INVALID */
  set(appId: string, settings: AppSettings): Promise<App>;
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
    createdAtMs: row.created_at,
  };
}

/** The registry over an open console database. */
export function createAppRegistry(database: Kysely<ConsoleTables>, clock: Clock): AppRegistry {
  const find = (appId: string) =>
    database.selectFrom('app').selectAll().where('app_id', '=', appId).executeTakeFirst();
  // Warehouses fold the case of schema names, so two ids that differ in case only would share one.
  const findAnyCase = (appId: string) =>
    database
      .selectFrom('app')
      .selectAll()
      .where((eb) => eb(eb.fn('lower', ['app_id']), '=', appId.toLowerCase()))
      .executeTakeFirst();

  async function add(projectId: ProjectId, appId: string, settings: AppSettings): Promise<App> {
    if (!isAppId(appId)) throw new CodedError('APP_ID_INVALID', { appId });
    const timeZone = settings.timeZone ?? 'UTC';
    if (!isTimeZone(timeZone)) throw new CodedError('TIME_ZONE_INVALID', { timeZone });
    if (await findAnyCase(appId)) throw new CodedError('APP_EXISTS', { appId });
    const now = clock.now();
    const row = {
      app_id: appId,
      project_id: projectId,
      name: settings.name ?? appId,
      time_zone: timeZone,
      week_start: settings.weekStart ?? 'monday',
      strict_integrity: settings.strictIntegrity ? 1 : 0,
      enabled: settings.enabled === false ? 0 : 1,
      created_at: now,
      updated_at: now,
    };
    await database.insertInto('app').values(row).execute();
    return toApp(row);
  }

  async function set(appId: string, settings: AppSettings): Promise<App> {
    const row = await find(appId);
    if (!row) throw new CodedError('NOT_FOUND', { what: `App ${appId}` });
    const { timeZone } = settings;
    if (timeZone !== undefined && !isTimeZone(timeZone))
      throw new CodedError('TIME_ZONE_INVALID', { timeZone });
    const changed = {
      ...row,
      name: settings.name ?? row.name,
      time_zone: timeZone ?? row.time_zone,
      week_start: settings.weekStart ?? row.week_start,
      strict_integrity: Number(settings.strictIntegrity ?? row.strict_integrity === 1),
      enabled: Number(settings.enabled ?? row.enabled === 1),
      updated_at: clock.now(),
    };
    await database.updateTable('app').set(changed).where('app_id', '=', appId).execute();
    return toApp(changed);
  }

  return {
    async list() {
      return (await database.selectFrom('app').selectAll().orderBy('app_id').execute()).map(toApp);
    },
    add,
    set,
  };
}
