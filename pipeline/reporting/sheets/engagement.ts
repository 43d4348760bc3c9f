import { keyEngagement } from '../shared-visuals.ts';
import { texts } from '../texts.ts';
import type { Section, Sheet } from '../visual.ts';

const level: Section = {
  id: 'level',
  titles: texts('Engagement level', '互动水平'),
  visuals: [
    { id: 'engagement.keyEngagement', ...keyEngagement },
    {
      id: 'engagement.eventsAndViews',
      titles: texts('Events and views over time', '事件和浏览趋势'),
      chart: 'stackedBar',
      query: { shape: 'trend', metrics: ['views', 'otherEvents'] },
    },
  ],
};

const events: Section = {
  id: 'events',
  titles: texts('Events', '事件'),
  visuals: [
    {
      id: 'engagement.eventsOverTime',
      titles: texts('Event count by event name over time', '按事件名称的事件数趋势'),
      chart: 'line',
      query: { shape: 'breakdownTrend', metric: 'eventCount', by: 'eventName', top: 'topEvents' },
    },
    {
      id: 'engagement.events',
      titles: texts('Event count by event name', '按事件名称的事件数'),
      chart: 'bar',
      query: {
        shape: 'breakdown',
        metrics: ['eventCount'],
        by: ['eventName'],
        top: 'topEvents',
      },
    },
    {
      id: 'engagement.eventTable',
      titles: texts('Event details', '事件详情'),
      chart: 'table',
      query: {
        shape: 'breakdown',
        metrics: ['eventCount', 'activeUsers', 'eventsPerUser', 'eventValue'],
        by: ['eventName'],
      },
    },
  ],
};

const pages: Section = {
  id: 'pages',
  titles: texts('Pages and screens', '页面和屏幕'),
  visuals: [
    {
      id: 'engagement.pagesOverTime',
      titles: texts('View count by page or screen over time', '按页面或屏幕的浏览量趋势'),
      chart: 'line',
      query: { shape: 'breakdownTrend', metric: 'contentViews', by: 'pageType', top: 'topPages' },
    },
    {
      id: 'engagement.pages',
      titles: texts('View count by page or screen', '按页面或屏幕的浏览量'),
      chart: 'bar',
      query: {
        shape: 'breakdown',
        metrics: ['contentViews'],
        by: ['pageType'],
        top: 'topPages',
      },
    },
    {
      id: 'engagement.pageTable',
      titles: texts('Pages and screens details', '页面和屏幕详情'),
      chart: 'table',
      query: {
        shape: 'breakdown',
        metrics: [
          'contentViews',
          'activeUsers',
          'contentViewsPerUser',
          'contentSecondsPerSession',
          'eventCount',
        ],
        by: ['pageType'],
      },
    },
  ],
};

const entryAndExit: Section = {
  id: 'entryAndExit',
  titles: texts('Entry and exit', '进入和退出'),
  visuals: [
    {
      id: 'engagement.entries',
      titles: texts('Session entry pages and screens', '会话进入页面和屏幕'),
      chart: 'bar',
      query: {
        shape: 'breakdown',
        metrics: ['entrances'],
        by: ['pageType'],
        top: 'topEntries',
      },
    },
    {
      id: 'engagement.exits',
      titles: texts('Session exit pages and screens', '会话退出页面和屏幕'),
      chart: 'bar',
      query: { shape: 'exits', by: 'pageType', top: 'topEntries' },
    },
    {
      id: 'engagement.insight',
      titles: texts('What stands out', '要点'),
      chart: 'text',
      query: { shape: 'insight', subject: 'engagement' },
    },
  ],
};

/** What users do. */
export const engagement: Sheet = {
  id: 'engagement',
  titles: texts('Engagement', '互动'),
  sections: [level, events, pages, entryAndExit],
};
