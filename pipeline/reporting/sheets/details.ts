import { texts } from '../texts.ts';
import type { Sheet } from '../visual.ts';

/** Single users, events and their parameters. */
export const details: Sheet = {
  id: 'details',
  titles: texts('Details', '详情'),
  sections: [
    {
      id: 'rows',
      titles: texts('Users and events', '用户和事件'),
      visuals: [
        {
          id: 'details.users',
          titles: texts('User attributes', '用户属性'),
          chart: 'table',
          query: { shape: 'userRows' },
        },
        {
          id: 'details.events',
          titles: texts('Event details', '事件详情'),
          chart: 'table',
          query: { shape: 'eventRows' },
        },
        {
          id: 'details.parameters',
          titles: texts('Event custom parameters', '事件自定义参数'),
          chart: 'table',
          query: { shape: 'parameterRows' },
        },
      ],
    },
  ],
};
