import { type Texts, texts } from './texts.ts';

/** The row that a dimension's columns lie in: the event's, its session's, its user's. */
export type DimensionLevel = 'event' | 'session' | 'user';

/** What values are grouped by. */
export interface Dimension {
  readonly names: Texts;
  readonly level: DimensionLevel;
  /** Each part is the first of its columns that is not null; several parts make one composite value. */
  readonly parts: readonly (readonly string[])[];
  /** Text between parts; a missing part reads `(not set)`. */
  readonly separator?: string;
  /** The value is missing as soon as one part is. @default false */
  readonly whole?: boolean;
}

function dimension(level: DimensionLevel, names: Texts, ...columns: readonly string[]): Dimension {
  return Object.freeze({ level, names, parts: [columns] });
}

/** Every dimension of the dashboard. */
export const dimensions = Object.freeze({
  firstTrafficSource: dimension(
    'user',
    texts('User first traffic source', '用户首次流量来源'),
    'first_traffic_source',
  ),
  firstTrafficSourceMedium: Object.freeze({
    level: 'user',
    names: texts('User first traffic source / medium', '用户首次流量来源 / 媒介'),
    parts: [['first_traffic_source'], ['first_traffic_medium']],
    separator: ' / ',
  }),
  firstTrafficMedium: dimension(
    'user',
    texts('User first traffic medium', '用户首次流量媒介'),
    'first_traffic_medium',
  ),
  firstTrafficCampaign: dimension(
    'user',
    texts('User first traffic campaign', '用户首次流量活动'),
    'first_traffic_campaign',
  ),
  firstTrafficClidPlatform: dimension(
    'user',
    texts('User first traffic clid platform', '用户首次流量 Clid 平台'),
    'first_traffic_clid_platform',
  ),
  firstTrafficChannelGroup: dimension(
    'user',
    texts('User first traffic channel group', '用户首次流量渠道组'),
    'first_traffic_channel_group',
  ),
  firstAppInstallSource: dimension(
    'user',
    texts('App first install source', '应用首次安装来源'),
    'first_app_install_source',
  ),
  sessionSource: dimension('session', texts('Session traffic source', '会话流量来源'), 'session_source'),
  sessionMedium: dimension('session', texts('Session traffic medium', '会话流量媒介'), 'session_medium'),
  sessionSourceMedium: Object.freeze({
    level: 'session',
    names: texts('Session traffic source / medium', '会话流量来源 / 媒介'),
    parts: [['session_source'], ['session_medium']],
    separator: ' / ',
  }),
  sessionCampaign: dimension(
    'session',
    texts('Session traffic campaign', '会话流量活动'),
    'session_campaign',
  ),
  sessionClidPlatform: dimension(
    'session',
    texts('Session traffic clid platform', '会话流量 Clid 平台'),
    'session_clid_platform',
  ),
  sessionChannelGroup: dimension(
    'session',
    texts('Session traffic channel group', '会话流量渠道组'),
    'session_channel_group',
  ),
  platform: dimension('event', texts('Platform', '平台'), 'platform'),
  country: dimension('event', texts('Country', '国家或地区'), 'geo_country'),
  city: dimension('event', texts('City', '城市'), 'geo_city'),
  operatingSystem: dimension(
    'event',
    texts('Operating system', '操作系统'),
    'device_operating_system',
    'device_ua_os',
  ),
  operatingSystemVersion: dimension(
    'event',
    texts('Operating system version', '操作系统版本'),
    'device_operating_system_version',
    'device_ua_os_version',
  ),
  screenResolution: Object.freeze({
    level: 'event',
    names: texts('Screen resolution', '屏幕分辨率'),
    parts: [['device_screen_width'], ['device_screen_height']],
    separator: ' x ',
    whole: true,
  }),
  browser: dimension('event', texts('Browser', '浏览器'), 'device_ua_browser'),
  deviceModel: dimension(
    'event',
    texts('Device model', '设备型号'),
    'device_mobile_model_name',
    'device_ua_device',
  ),
  appVersion: dimension('event', texts('App version', '应用版本'), 'app_version'),
  eventName: dimension('event', texts('Event name', '事件名称'), 'event_name'),
  pageTitle: dimension('event', texts('Page title', '页面标题'), 'page_view_page_title'),
  pageUrlPath: dimension('event', texts('Page URL path', '页面 URL 路径'), 'page_view_page_url_path'),
  screenName: dimension('event', texts('Screen name', '屏幕名称'), 'screen_view_screen_name'),
  screenClass: dimension('event', texts('Screen class', '屏幕类'), 'screen_view_screen_id'),
} as const satisfies Readonly<Record<string, Dimension>>);

/** Name of a dimension. */
export type DimensionId = keyof typeof dimensions;
