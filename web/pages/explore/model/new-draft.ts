import type { AnalysisKind } from '@millstream/studio/spec';
import {
  type AnyDraft,
  type DraftItem,
  type DraftMetric,
  type DraftNode,
  type DraftPair,
  newRowId,
} from './explore-draft.ts';

/** A row without an event. */
export function newItem(event = ''): DraftItem {
  return { rowId: newRowId(), event };
}

/** A metric: users of an event. */
export function newMetric(event = ''): DraftMetric {
  return { ...newItem(event), measure: { type: 'userCount' } };
}

/** A pair without events. */
export function newPair(start = '', revisit = ''): DraftPair {
  return { rowId: newRowId(), start: { event: start }, revisit: { event: revisit } };
}

/** A node without a value. */
export function newNode(value = ''): DraftNode {
  return { rowId: newRowId(), value };
}

const isNarrow = () => typeof matchMedia === 'function' && matchMedia('(max-width: 767px)').matches;
const shared = { groupBy: [], topN: 10, approx: false, title: '' } as const;
const daySeconds = 86_400;

/** An empty form of a kind, or one with these events in their places. */
export function newDraft(kind: AnalysisKind, events: readonly string[] = []): AnyDraft {
  const [first = '', second = '', third] = events;
  switch (kind) {
    case 'event':
      return { ...shared, kind, view: 'line', options: { metrics: [newMetric(first)] } };
    case 'funnel': {
      const names = third === undefined ? [first, second] : events;
      return {
        ...shared,
        kind,
        view: 'funnel',
        options: {
          metric: 'userCount',
          steps: names.map((name) => newItem(name)),
          window: { type: 'custom', seconds: 600 },
          groupApply: 'all',
          lateSteps: false,
          medians: true,
        },
      };
    }
    case 'path':
      return {
        ...shared,
        kind,
        // A flow needs width; its most frequent ways are a list.
        view: isNarrow() ? 'paths' : 'sankey',
        options: {
          metric: 'userCount',
          session: { type: 'session' },
          nodeType: 'event',
          start: first,
          nodes: [],
          includeOthers: true,
          mergeConsecutive: true,
          maxStep: 10,
          anchor: 'start',
          topPaths: 20,
        },
      };
    case 'retention':
      return {
        ...shared,
        kind,
        view: 'heat',
        options: { pairs: [newPair(first, second)], cohort: 'each', strictAfter: false, show: 'retention' },
      };
    case 'attribution':
      return {
        ...shared,
        kind,
        view: 'bar',
        options: {
          goal: { event: first, value: { type: 'count' } },
          touchpoints: (events.length > 1 ? events.slice(1) : ['']).map((name) => newItem(name)),
          window: { type: 'custom', seconds: 30 * daySeconds },
          model: { type: 'linear' },
          compareModels: false,
        },
      };
  }
}
