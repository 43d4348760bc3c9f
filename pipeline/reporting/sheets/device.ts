import { usersByPlatform } from '../shared-visuals.ts';
import { texts } from '../texts.ts';
import type { Section, Sheet } from '../visual.ts';

const devices: Section = {
  id: 'devices',
  titles: texts('Devices', '设备'),
  visuals: [
    {
      id: 'device.platformOverTime',
      titles: texts('Active users by platform over time', '各平台活跃用户趋势'),
      chart: 'line',
      query: { shape: 'breakdownTrend', metric: 'activeUsers', by: 'platform', top: 10 },
    },
    { id: 'device.platform', ...usersByPlatform },
    {
      id: 'device.operatingSystem',
      titles: texts('Active users by operating system and version', '按操作系统和版本的活跃用户'),
      chart: 'stackedBar',
      query: {
        shape: 'breakdown',
        metrics: ['activeUsers'],
        by: ['operatingSystem', 'operatingSystemVersion'],
        top: 30,
      },
    },
    {
      id: 'device.resolution',
      titles: texts('Active users by screen resolution', '按屏幕分辨率的活跃用户'),
      chart: 'bar',
      query: {
        shape: 'breakdown',
        metrics: ['activeUsers'],
        by: ['screenResolution'],
        top: 10,
      },
    },
    {
      id: 'device.browser',
      titles: texts('Active users by browser', '按浏览器的活跃用户'),
      chart: 'bar',
      platforms: 'web',
      query: { shape: 'breakdown', metrics: ['activeUsers'], by: ['browser'], top: 10 },
    },
    {
      id: 'device.model',
      titles: texts('Active users by device model', '按设备型号的活跃用户'),
      chart: 'treeMap',
      platforms: 'withoutWeb',
      query: {
        shape: 'breakdown',
        metrics: ['activeUsers', 'eventCount'],
        by: ['deviceModel'],
        top: 50,
      },
    },
  ],
};

const apps: Section = {
  id: 'apps',
  titles: texts('App versions and crashes', '应用版本和崩溃'),
  visuals: [
    {
      id: 'device.appVersion',
      titles: texts('Active users by app version', '按应用版本的活跃用户'),
      chart: 'line',
      platforms: 'withoutWeb',
      query: { shape: 'breakdownTrend', metric: 'activeUsers', by: 'appVersion', top: 10 },
    },
    {
      id: 'device.crashRateOverTime',
      titles: texts('App crash rate over time', '应用崩溃率趋势'),
      chart: 'line',
      platforms: 'withoutWeb',
      query: {
        shape: 'breakdownTrend',
        metric: 'crashRate',
        by: 'platform',
        top: 10,
        rank: 'activeUsers',
      },
    },
    {
      id: 'device.crashRate',
      titles: texts('App crash rate', '应用崩溃率'),
      chart: 'table',
      platforms: 'withoutWeb',
      query: {
        shape: 'breakdown',
        metrics: ['activeUsers', 'crashedUsers', 'crashRate'],
        by: ['platform', 'appVersion'],
      },
    },
  ],
};

/** What users come with. */
export const device: Sheet = {
  id: 'device',
  titles: texts('Device', '设备'),
  sections: [devices, apps],
};
