import fc from 'fast-check';
import { arbitraryMs, type CorpusPlace, segmentIds } from './arbitrary-corpus.ts';
import type { Corpus, CorpusColumns, CorpusEvent, CorpusUser } from './corpus.ts';

const names = [
  '_first_open',
  '_session_start',
  '_page_view',
  '_page_view',
  '_screen_view',
  '_user_engagement',
  '_app_exception',
  'buy',
] as const;
const pseudos = ['p1', 'p2', 'p3', 'p4'] as const;
const userIds = ['U1', 'p3', null] as const;

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);

/** Columns that the life cycle dashboard reads of an event; few values, many missing. */
const columns: fc.Arbitrary<CorpusColumns> = fc.record({
  platform: oneOf('Web', 'Web', 'Android', 'iOS', 'tv', null),
  geo_country: oneOf('DE', 'FR', '', null),
  geo_city: oneOf('Paris', null),
  device_operating_system: oneOf('Android', null),
  device_ua_os: oneOf('Windows', null),
  device_operating_system_version: oneOf('14', null),
  device_ua_os_version: oneOf('11', null),
  device_screen_width: oneOf(1920, null),
  device_screen_height: oneOf(1080, null),
  device_ua_browser: oneOf('Chrome', null),
  device_mobile_model_name: oneOf('Pixel', null),
  device_ua_device: oneOf('Mac', null),
  app_version: oneOf('1.0', '2.0', null),
  page_view_page_title: oneOf('Home', 'home', '', 'Ōsaka', null),
  page_view_page_url_path: oneOf('/', '/a', null),
  screen_view_screen_name: oneOf('Main', null),
  screen_view_screen_id: oneOf('MainView', null),
  page_view_entrances: oneOf(true, false, null),
  screen_view_entrances: oneOf(true, null),
  session_duration: oneOf(0, 9_999, 10_000, null),
  user_engagement_time_msec: oneOf(1_500, 20_000, null, null),
  event_value: oneOf(2.5, -1, null, null),
});

function arbitraryVisitEvent(place: CorpusPlace): fc.Arbitrary<Omit<CorpusEvent, 'id'>> {
  return fc.record({
    name: oneOf(...names),
    ms: arbitraryMs(place),
    pseudo: oneOf(...pseudos),
    seq: oneOf(null, 1, 2),
    session: oneOf('x', 'y', null),
    isBot: oneOf(false, false, false, false, false, true),
    columns,
  });
}

function arbitraryUsers(place: CorpusPlace): fc.Arbitrary<readonly CorpusUser[]> {
  return fc
    .uniqueArray(
      fc.record({
        pseudo: oneOf(...pseudos),
        userId: oneOf(...userIds),
        columns: fc.record({
          first_touch_time_msec: fc.option(arbitraryMs(place), { freq: 5 }),
          first_traffic_source: oneOf('google', '', null),
          first_traffic_medium: oneOf('cpc', null),
        }),
      }),
      { selector: ({ pseudo }) => pseudo },
    )
    .map((list) => list);
}

/** Small corpora of visits: few users on shared devices, first touches, views, crashes, near a zone's long or short night. */
export function arbitraryVisits(place: CorpusPlace, mostEvents = 30): fc.Arbitrary<Corpus> {
  return fc
    .record({
      events: fc.array(arbitraryVisitEvent(place), { maxLength: mostEvents }),
      users: arbitraryUsers(place),
      sessions: fc.uniqueArray(
        fc.record({
          pseudo: oneOf(...pseudos),
          session: oneOf('x', 'y'),
          columns: fc.record({
            session_source: oneOf('mail', 'google', null),
            session_medium: oneOf('cpc', null),
          }),
        }),
        { selector: ({ pseudo, session }) => `${pseudo} ${session}` },
      ),
      members: fc.subarray([...pseudos]),
    })
    .map(({ events, members, ...rows }) => ({
      ...rows,
      events: events.map((event, index) => ({ ...event, id: `e${(index * 7919) % 1000}` })),
      segments: Object.fromEntries(segmentIds.map((id) => [id, members])),
    }));
}
