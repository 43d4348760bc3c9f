import { usersByDay } from '../shared-visuals.ts';
import { texts } from '../texts.ts';
import type { Section, Sheet } from '../visual.ts';

const users: Section = {
  id: 'users',
  titles: texts('Users', '用户'),
  visuals: [
    {
      id: 'acquisition.activeUsers',
      titles: texts('Active users', '活跃用户'),
      chart: 'kpi',
      query: { shape: 'total', metrics: ['activeUsers'] },
    },
    {
      id: 'acquisition.newUsers',
      titles: texts('New users', '新用户'),
      chart: 'kpi',
      query: { shape: 'total', metrics: ['newUsers'] },
    },
    { id: 'acquisition.usersByDay', ...usersByDay },
    {
      id: 'acquisition.newUsersByHour',
      titles: texts('Intra-day new users', '日内新用户'),
      chart: 'bar',
      query: { shape: 'hours', metric: 'newUsers' },
    },
    {
      id: 'acquisition.activeUsersByHour',
      titles: texts('Intra-day active users', '日内活跃用户'),
      chart: 'bar',
      query: { shape: 'hours', metric: 'activeUsers' },
    },
    {
      id: 'acquisition.userInsight',
      titles: texts('What changed', '变化'),
      chart: 'text',
      query: { shape: 'insight', subject: 'users' },
    },
  ],
};

const userAcquisition: Section = {
  id: 'userAcquisition',
  titles: texts('User acquisition', '用户获取'),
  visuals: [
    {
      id: 'acquisition.newUsersBySource',
      titles: texts('New users by dimension', '按维度的新用户'),
      chart: 'bar',
      query: {
        shape: 'breakdown',
        metrics: ['newUsers'],
        by: ['userDimension'],
        top: 'topUsers',
      },
    },
    {
      id: 'acquisition.newUsersBySourceOverTime',
      titles: texts('New users by dimension over time', '按维度的新用户趋势'),
      chart: 'line',
      query: { shape: 'breakdownTrend', metric: 'newUsers', by: 'userDimension', top: 'topUsers' },
    },
    {
      id: 'acquisition.userTable',
      titles: texts('New user acquisition metrics', '新用户获取指标'),
      chart: 'table',
      query: {
        shape: 'breakdown',
        metrics: ['newUsers', 'sessions', 'engagedSessions', 'engagementRate', 'eventCount'],
        by: ['userDimension'],
      },
    },
  ],
};

const trafficAcquisition: Section = {
  id: 'trafficAcquisition',
  titles: texts('Traffic acquisition', '流量获取'),
  visuals: [
    {
      id: 'acquisition.usersByTraffic',
      titles: texts('Active users by traffic dimension', '按流量维度的活跃用户'),
      chart: 'bar',
      query: {
        shape: 'breakdown',
        metrics: ['activeUsers'],
        by: ['trafficDimension'],
        top: 'topSessions',
      },
    },
    {
      id: 'acquisition.usersByTrafficOverTime',
      titles: texts('Active users by traffic dimension over time', '按流量维度的活跃用户趋势'),
      chart: 'line',
      query: { shape: 'breakdownTrend', metric: 'activeUsers', by: 'trafficDimension', top: 'topSessions' },
    },
    {
      id: 'acquisition.trafficTable',
      titles: texts('Traffic acquisition metrics', '流量获取指标'),
      chart: 'table',
      query: {
        shape: 'breakdown',
        metrics: [
          'activeUsers',
          'sessions',
          'engagedSessions',
          'engagementRate',
          'engagementSecondsPerSession',
          'eventCount',
        ],
        by: ['trafficDimension'],
      },
    },
  ],
};

const geo: Section = {
  id: 'geo',
  titles: texts('Geography', '地理位置'),
  visuals: [
    {
      id: 'acquisition.newUsersByCountry',
      titles: texts('New users by country', '各国家或地区的新用户'),
      chart: 'filledMap',
      query: { shape: 'breakdown', metrics: ['newUsers'], by: ['country'] },
    },
    {
      id: 'acquisition.newUsersByCity',
      titles: texts('New users by location', '各地点的新用户'),
      chart: 'table',
      query: { shape: 'breakdown', metrics: ['newUsers'], by: ['country', 'city'] },
    },
    {
      id: 'acquisition.countryInsight',
      titles: texts('Where new users come from', '新用户来自哪里'),
      chart: 'text',
      query: { shape: 'insight', subject: 'country' },
    },
  ],
};

/** Where users come from. */
export const acquisition: Sheet = {
  id: 'acquisition',
  titles: texts('Acquisition', '获取'),
  sections: [users, userAcquisition, trafficAcquisition, geo],
};
