import { type Texts, texts } from './texts.ts';

/** How a metric's values are shown: whole numbers, shares of 1, seconds, numbers with a fraction. */
export type MetricUnit = 'count' | 'rate' | 'seconds' | 'number';

/** A metric: its name and, in words, exactly what it counts. The words hold for any set of events. */
export interface Metric {
  readonly names: Texts;
  readonly words: Texts;
  readonly unit: MetricUnit;
}

function metric(unit: MetricUnit, names: Texts, words: Texts): Metric {
  return Object.freeze({ unit, names, words });
}

/**
 * Every metric of the dashboard. A metric belongs to a set of events: those of a day, of a value, of the whole range. It
 * is counted anew for each set; none is a sum or a mean of others.
 */
export const metrics = Object.freeze({
  activeUsers: metric(
    'count',
    texts('Active users', '活跃用户'),
    texts('Users with at least one event.', '至少有一个事件的用户。'),
  ),
  newUsers: metric(
    'count',
    texts('New users', '新用户'),
    texts(
      'Users with a first visit (_first_open) in the period whose earliest first touch on any device lies in it too.',
      '在该时段内有首次访问（_first_open），且所有设备中最早的首次接触也在该时段内的用户。',
    ),
  ),
  newDevices: metric(
    'count',
    texts('New devices', '新设备'),
    texts('Devices with a first visit (_first_open).', '有首次访问（_first_open）的设备。'),
  ),
  returningUsers: metric(
    'count',
    texts('Returning users', '回访用户'),
    texts(
      'Users with an event on a later local day than that of their first touch.',
      '在首次接触的本地日期之后还有事件的用户。',
    ),
  ),
  firstDayUsers: metric(
    'count',
    texts('New', '新用户'),
    texts(
      'Users with an event on the local day of their first touch.',
      '在首次接触的本地日期当天有事件的用户。',
    ),
  ),
  laterDayUsers: metric(
    'count',
    texts('Returning', '回访用户'),
    texts('All other active users.', '其余的活跃用户。'),
  ),
  views: metric(
    'count',
    texts('Views', '浏览量'),
    texts('Page views and screen views.', '页面浏览和屏幕浏览事件。'),
  ),
  eventCount: metric('count', texts('Event count', '事件数'), texts('All events.', '全部事件。')),
  otherEvents: metric(
    'count',
    texts('Other events', '其他事件'),
    texts('Events that are no views.', '浏览以外的事件。'),
  ),
  sessions: metric(
    'count',
    texts('Sessions', '会话数'),
    texts(
      'Sessions with an event; one that crosses midnight counts on both days and once in the range.',
      '有事件的会话；跨越午夜的会话在两天各计一次，在整个范围内计一次。',
    ),
  ),
  engagedSessions: metric(
    'count',
    texts('Engaged sessions', '互动会话数'),
    texts('Sessions of at least 10 seconds or with at least 2 views.', '至少 10 秒或至少 2 次浏览的会话。'),
  ),
  engagementRate: metric(
    'rate',
    texts('Engagement rate', '互动率'),
    texts('Engaged sessions ÷ sessions.', '互动会话数 ÷ 会话数。'),
  ),
  engagedSessionsPerUser: metric(
    'number',
    texts('Engaged sessions per user', '人均互动会话数'),
    texts('Engaged sessions ÷ active users.', '互动会话数 ÷ 活跃用户。'),
  ),
  engagementSecondsPerUser: metric(
    'seconds',
    texts('Average engagement time per user', '人均互动时长'),
    texts('Engagement time of engaged sessions ÷ active users.', '互动会话的互动时长 ÷ 活跃用户。'),
  ),
  engagementSecondsPerEngagedSession: metric(
    'seconds',
    texts('Average engagement time per session', '每次互动会话的平均互动时长'),
    texts('Engagement time of engaged sessions ÷ engaged sessions.', '互动会话的互动时长 ÷ 互动会话数。'),
  ),
  engagementSecondsPerSession: metric(
    'seconds',
    texts('Average engagement time', '平均互动时长'),
    texts('Engagement time of engaged sessions ÷ sessions.', '互动会话的互动时长 ÷ 会话数。'),
  ),
  contentSecondsPerSession: metric(
    'seconds',
    texts('Average engagement time', '平均互动时长'),
    texts('Engagement time ÷ sessions with such an event.', '互动时长 ÷ 有此类事件的会话数。'),
  ),
  crashedUsers: metric(
    'count',
    texts('Crashed users', '崩溃用户'),
    texts('Users with a crash (_app_exception).', '发生崩溃（_app_exception）的用户。'),
  ),
  crashRate: metric(
    'rate',
    texts('Crash rate', '崩溃率'),
    texts('Crashed users ÷ active users, without Web.', '崩溃用户 ÷ 活跃用户，不含 Web。'),
  ),
  eventValue: metric(
    'number',
    texts('Event value', '事件价值'),
    texts('Sum of the event value.', '事件价值之和。'),
  ),
  eventsPerUser: metric(
    'number',
    texts('Events per user', '人均事件数'),
    texts('Event count ÷ active users.', '事件数 ÷ 活跃用户。'),
  ),
  contentViews: metric(
    'count',
    texts('Views', '浏览量'),
    texts('Views of the page or screen.', '该页面或屏幕的浏览量。'),
  ),
  contentViewsPerUser: metric(
    'number',
    texts('Views per user', '人均浏览量'),
    texts('Views of the page or screen ÷ active users.', '该页面或屏幕的浏览量 ÷ 活跃用户。'),
  ),
  entrances: metric(
    'count',
    texts('Session entries', '会话进入次数'),
    texts('Views that began a session.', '开始会话的浏览。'),
  ),
  exits: metric(
    'count',
    texts('Session exits', '会话退出次数'),
    texts(
      'Sessions whose last view of that kind in the range was this one.',
      '在该范围内最后一次此类浏览为该页面或屏幕的会话。',
    ),
  ),
});

/** Name of a metric. */
export type MetricId = keyof typeof metrics;
