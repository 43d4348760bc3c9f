import { calendars, type FixedQuestion, fields, ranges, where } from './fixed-question.ts';

const { utc, berlin } = calendars;
const some = [{ value: 'view' }, { value: 'buy' }, { value: 'add' }];

function question(name: string, path: object, more: object = {}): FixedQuestion {
  return {
    name,
    calendar: 'time' in more ? berlin : utc,
    spec: { kind: 'path', time: ranges.spring, path: { nodeType: 'event', start: 'view', ...path }, ...more },
  };
}

/** Path analyses of the fixed shop. */
export const pathQuestions: readonly FixedQuestion[] = [
  question('users by session', { maxStep: 4 }),
  question('events by session, repeats kept', { metric: 'eventCount', mergeConsecutive: false, maxStep: 4 }),
  question('selected nodes and others', { nodes: some, maxStep: 5 }, { time: ranges.longNight }),
  question('selected nodes only', { nodes: some, includeOthers: false, metric: 'eventCount', topPaths: 0 }),
  question('gaps of exactly ten minutes', {
    session: { type: 'gap', seconds: 600 },
    nodes: some,
    maxStep: 3,
  }),
  question('gaps of a millisecond, repeats kept', {
    session: { type: 'gap', seconds: 0.001 },
    mergeConsecutive: false,
    metric: 'eventCount',
    maxStep: 3,
  }),
  question('what led to a purchase', { start: 'buy', anchor: 'end', maxStep: 4 }, { time: ranges.autumn }),
  question('one event as several nodes', {
    nodes: [
      { value: 'view', filter: where(fields.price, '>', 2) },
      { value: 'view', filter: where(fields.city, 'is_null') },
      { value: 'buy' },
    ],
    maxStep: 4,
  }),
  question('a preset event as node', {
    start: '_page_view',
    nodes: [{ value: '_page_view' }, { value: 'buy' }],
    maxStep: 4,
  }),
  question('titles of pages', { nodeType: 'pageTitle', start: 'Home', maxStep: 3 }),
  question('addresses of pages on the web', {
    nodeType: 'pageUrl',
    start: '/',
    platform: 'Web',
    session: { type: 'gap', seconds: 86_400 },
    metric: 'eventCount',
  }),
  question('names of screens', {
    nodeType: 'screenName',
    start: 'Main',
    session: { type: 'gap', seconds: 604_800 },
  }),
  question(
    'ids of screens, filtered',
    { nodeType: 'screenId', start: '1', session: { type: 'gap', seconds: 604_800 } },
    { filter: { segment: ['s1', 's2'], operator: 'in' } },
  ),
];
