import type { QueryRow } from '@millstream/modeling';
import type { Corpus, CorpusColumns, CorpusValue } from '../corpus.ts';
import type { ScratchLake } from '../scratch-lake.ts';

const eventColumns = [
  ...['geo_country', 'platform', 'app_version', 'device_screen_width', 'event_value', 'outbound_link'],
  ...['session_duration', 'user_engagement_time_msec', 'page_view_page_title', 'page_view_page_url'],
  ...['page_view_page_url_path', 'page_view_entrances', 'screen_view_screen_name', 'screen_view_screen_id'],
];
const userColumns = [
  'first_visit_date',
  'first_touch_time_msec',
  'first_traffic_source',
  'first_traffic_medium',
];
const sessionColumns = ['session_source', 'session_medium'];

function some(row: QueryRow, names: readonly string[]): CorpusColumns {
  return Object.fromEntries(
    names.map((name) => {
      const value = row[name] ?? null;
      if (typeof value === 'object' && value !== null) throw new Error(`${name} is no plain column`);
      return [name, value];
    }),
  );
}

function valuesOf(map: unknown): Readonly<Record<string, CorpusValue>> {
  if (typeof map !== 'object' || map === null) return {};
  return Object.fromEntries(
    Object.entries(map).map(([name, entry]): [string, CorpusValue] => {
      const { value, type }: { readonly value?: unknown; readonly type?: unknown } = entry ?? {};
      if (type !== 'string' && type !== 'number' && type !== 'boolean') throw new Error(`type of ${name}`);
      return [name, { value: String(value), type }];
    }),
  );
}

const textOf = (value: unknown) => (value === null || value === undefined ? null : String(value));

/** What a warehouse's tables hold of one app, as arrays for the oracles. */
export async function warehouseCorpus(
  scratch: ScratchLake,
  { appId, segments }: Required<Pick<Corpus, 'appId' | 'segments'>>,
): Promise<Corpus> {
  const rows = (table: string) => scratch.rows(`SELECT * FROM ${table} WHERE app_id = '${appId}'`);
  const [events, users, sessions] = [await rows('event_v2'), await rows('user_v2'), await rows('session')];
  return {
    appId,
    segments,
    events: events.map((row) => ({
      id: String(row.event_id),
      name: String(row.event_name),
      ms: Number(row.event_time_msec),
      pseudo: String(row.user_pseudo_id),
      seq: row.event_bundle_sequence_id === null ? null : Number(row.event_bundle_sequence_id),
      session: textOf(row.session_id),
      isBot: row.is_bot === true,
      columns: some(row, eventColumns),
      parameters: valuesOf(row.custom_parameters),
    })),
    users: users.map((row) => ({
      pseudo: String(row.user_pseudo_id),
      userId: textOf(row.user_id),
      columns: some(row, userColumns),
      attributes: valuesOf(row.user_properties),
    })),
    sessions: sessions.map((row) => ({
      pseudo: String(row.user_pseudo_id),
      session: String(row.session_id),
      columns: some(row, sessionColumns),
    })),
  };
}
