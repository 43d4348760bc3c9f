import { keyEngagement, usersByDay, usersByPlatform, weeklyLifeCycle } from '../shared-visuals.ts';
import { texts } from '../texts.ts';
import type { Sheet } from '../visual.ts';

/** Users, their life cycle, platforms and engagement at a glance. */
export const overview: Sheet = {
  id: 'overview',
  titles: texts('Overview', '概览'),
  sections: [
    {
      id: 'summary',
      titles: texts('Summary', '摘要'),
      visuals: [
        {
          id: 'overview.freshness',
          titles: texts('Latest refresh date', '最近刷新日期'),
          chart: 'table',
          query: { shape: 'freshness' },
        },
        {
          id: 'overview.totals',
          titles: texts('Key figures', '关键数据'),
          chart: 'kpi',
          query: {
            shape: 'total',
            metrics: ['activeUsers', 'newUsers', 'engagementRate', 'engagementSecondsPerEngagedSession'],
          },
        },
        { id: 'overview.usersByDay', ...usersByDay },
        { id: 'overview.weeklyLifeCycle', ...weeklyLifeCycle },
        { id: 'overview.usersByPlatform', ...usersByPlatform },
        { id: 'overview.keyEngagement', ...keyEngagement },
      ],
    },
  ],
};
