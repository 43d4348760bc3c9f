import type { AnalysisSpec } from '@millstream/studio';
import { parseAnalysisSpec } from '@millstream/studio';

/** A question of the bench, and how much faster than the rival its answer must be. */
export interface Question {
  readonly name: string;
  readonly spec: AnalysisSpec;
  /** Name of the rival's queries for the same question; absent = no rival. */
  readonly rival?: string;
  /** Rival's time / ours, at least. */
  readonly ratio?: number;
  /** Our time, at most, s. */
  readonly seconds?: number;
}

/** The questions about 31 local days that end with `lastDay` (`YYYY-MM-DD`). */
export function questionsUpTo(firstDay: string, lastDay: string): readonly Question[] {
  const base = {
    version: 1,
    projectId: 'first',
    appId: 'shop',
    time: { type: 'fixed', start: firstDay, end: lastDay },
  };
  const country = { category: 'event_outer', name: 'geo_country', type: 'string' };
  return [
    {
      name: '3-step funnel, 1 day window',
      rival: 'funnel',
      ratio: 1,
      spec: parseAnalysisSpec({
        ...base,
        kind: 'funnel',
        chart: 'funnel',
        funnel: {
          steps: [{ event: 'view_item' }, { event: 'add_to_cart' }, { event: 'purchase' }],
          window: { type: 'custom', seconds: 86_400 },
        },
      }),
    },
    {
      name: 'trend by day and country with distinct users',
      rival: 'trend',
      ratio: 1.5,
      spec: parseAnalysisSpec({
        ...base,
        kind: 'event',
        groupBy: [country],
        topN: 50,
        event: { metrics: [{ event: '_user_engagement', measure: { type: 'userCount' } }] },
      }),
    },
    {
      name: 'daily retention, 30 days',
      rival: 'retention',
      ratio: 2,
      spec: parseAnalysisSpec({
        ...base,
        kind: 'retention',
        retention: {
          pairs: [{ start: { event: '_session_start' }, revisit: { event: '_user_engagement' } }],
        },
      }),
    },
    {
      name: 'path, next event',
      rival: 'path',
      ratio: 1,
      spec: parseAnalysisSpec({
        ...base,
        kind: 'path',
        path: { nodeType: 'event', start: '_session_start', metric: 'eventCount', maxStep: 10 },
      }),
    },
    {
      name: 'attribution',
      seconds: 3,
      spec: parseAnalysisSpec({
        ...base,
        kind: 'attribution',
        attribution: {
          goal: {
            event: 'purchase',
            value: { type: 'sum', field: { category: 'event_outer', name: 'event_value', type: 'number' } },
          },
          touchpoints: [{ event: '_search' }, { event: 'add_to_cart' }, { event: 'add_to_wishlist' }],
          model: { type: 'linear' },
        },
      }),
    },
  ];
}
