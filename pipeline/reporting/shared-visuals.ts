import { texts } from './texts.ts';
import type { Visual } from './visual.ts';

/** Visuals that more than one sheet shows, without their ids. */
type SharedVisual = Omit<Visual, 'id'>;

/** Active and new users by day. */
export const usersByDay: SharedVisual = {
  titles: texts('Active and new users by day', '每日活跃用户和新用户'),
  chart: 'line',
  query: { shape: 'trend', metrics: ['activeUsers', 'newUsers'] },
};

/** New, retained, returned and lost users by week. */
export const weeklyLifeCycle: SharedVisual = {
  titles: texts('Life cycle – weekly view', '生命周期 – 每周视图'),
  chart: 'stackedBar',
  query: { shape: 'weeklyLifeCycle' },
};

/** The three averages of engagement by day. */
export const keyEngagement: SharedVisual = {
  titles: texts('Key engagement metrics', '关键互动指标'),
  chart: 'line',
  query: {
    shape: 'trend',
    metrics: ['engagedSessionsPerUser', 'engagementSecondsPerUser', 'engagementSecondsPerEngagedSession'],
  },
};

/** Shares of the platforms. */
export const usersByPlatform: SharedVisual = {
  titles: texts('Active users by platform', '各平台活跃用户'),
  chart: 'pie',
  query: { shape: 'breakdown', metrics: ['activeUsers'], by: ['platform'], top: 10 },
};
