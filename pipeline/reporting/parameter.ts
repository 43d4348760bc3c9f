import type { DimensionId } from './dimension.ts';
import { type Texts, texts } from './texts.ts';

/** A choice of the reader among dimensions. */
export interface DimensionParameter {
  readonly names: Texts;
  readonly options: readonly [DimensionId, ...DimensionId[]];
  readonly initial: DimensionId;
}

/** Choices of dimensions; each holds for the visuals that name it. */
export const dimensionParameters = Object.freeze({
  userDimension: {
    names: texts('User dimension', '用户维度'),
    initial: 'firstTrafficSource',
    options: [
      'firstTrafficSource',
      'firstTrafficSourceMedium',
      'firstTrafficMedium',
      'firstTrafficCampaign',
      'firstTrafficClidPlatform',
      'firstTrafficChannelGroup',
      'firstAppInstallSource',
    ],
  },
  trafficDimension: {
    names: texts('Traffic dimension', '流量维度'),
    initial: 'sessionSource',
    options: [
      'sessionSource',
      'sessionMedium',
      'sessionSourceMedium',
      'sessionCampaign',
      'sessionClidPlatform',
      'sessionChannelGroup',
    ],
  },
  pageType: {
    names: texts('Page or screen by', '页面或屏幕依据'),
    initial: 'pageTitle',
    options: ['pageTitle', 'pageUrlPath', 'screenName', 'screenClass'],
  },
} as const satisfies Readonly<Record<string, DimensionParameter>>);

/** Name of a choice of dimensions. */
export type DimensionParameterId = keyof typeof dimensionParameters;

/** How many values of a dimension are shown one by one: 1 to `mostTop`. */
export const topParameters = Object.freeze({
  topUsers: { names: texts('Top values for users', '用户显示前 N 项'), initial: 10 },
  topSessions: { names: texts('Top values for sessions', '会话显示前 N 项'), initial: 10 },
  topEvents: { names: texts('Top events', '事件显示前 N 项'), initial: 10 },
  topPages: { names: texts('Top pages and screens', '页面和屏幕显示前 N 项'), initial: 10 },
  topEntries: { names: texts('Top entry and exit pages', '进入和退出页面显示前 N 项'), initial: 10 },
} as const);

/** Name of a number of shown values. */
export type TopParameterId = keyof typeof topParameters;

/** Values that a chart shows one by one, at most. */
export const mostTop = 50;

/** Platforms that the dashboard's control offers; `other` is every one that is not named, none included. */
export const platforms = ['Android', 'iOS', 'Web', 'WeChatMP', 'other'] as const;
/** A platform of the control. */
export type Platform = (typeof platforms)[number];
