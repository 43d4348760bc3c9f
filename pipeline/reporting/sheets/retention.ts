import { weeklyLifeCycle } from '../shared-visuals.ts';
import { texts } from '../texts.ts';
import type { Sheet } from '../visual.ts';

/** Whether users come back. */
export const retention: Sheet = {
  id: 'retention',
  titles: texts('Retention', '留存'),
  sections: [
    {
      id: 'activity',
      titles: texts('Activity', '活跃度'),
      visuals: [
        {
          id: 'retention.newAndReturning',
          titles: texts('New and returning users', '新用户和回访用户'),
          chart: 'stackedBar',
          query: { shape: 'trend', metrics: ['firstDayUsers', 'laterDayUsers'] },
        },
        {
          id: 'retention.activity',
          titles: texts('User activity', '用户活动'),
          chart: 'line',
          query: { shape: 'trailingEvents' },
        },
        {
          id: 'retention.stickiness',
          titles: texts('User stickiness', '用户黏性'),
          chart: 'line',
          query: { shape: 'stickiness' },
        },
      ],
    },
    {
      id: 'rates',
      titles: texts('Retention rate', '留存率'),
      visuals: [
        {
          id: 'retention.byDate',
          titles: texts('Retention rate by first visit date', '按首次访问日期的留存率'),
          chart: 'line',
          query: { shape: 'retentionByDate', days: [1, 7] },
        },
        {
          id: 'retention.byDay',
          titles: texts('Retention rate by returning day', '按回访日的留存率'),
          chart: 'line',
          query: { shape: 'retentionByDay', mostDays: 42 },
        },
        {
          id: 'retention.matrix',
          titles: texts('Retention rate by first active date', '按首次活跃日期的留存率'),
          chart: 'matrix',
          query: { shape: 'retentionMatrix' },
        },
        { id: 'retention.weeklyLifeCycle', ...weeklyLifeCycle },
      ],
    },
  ],
};
