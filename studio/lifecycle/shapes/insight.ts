import { languages } from '@millstream/core';
import {
  type DimensionId,
  type InsightFacts,
  type InsightSubject,
  insightSentence,
} from '@millstream/reporting';
import { groupLabel } from '../../result/group-label.ts';
import { rate } from '../../result/round-rate.ts';
import type { Block, BlockRow, BlockRows } from '../blocks/block.ts';
import { type Measure, type MeasuredMetric, measuresOf } from '../blocks/measure.ts';
import { summaryBlock } from '../blocks/summary-block.ts';
import { valueRows, valuesBlock } from '../blocks/values-block.ts';
import type { LifecycleContext } from '../lifecycle-context.ts';
import { metricValue } from './metric-values.ts';
import type { PlannedVisual } from './planned-visual.ts';
import { wholeOf } from './total.ts';

interface Facts {
  readonly blocks: readonly Block[];
  read(rowsOf: BlockRows): InsightFacts;
}

/** The value with the largest measure; null where nothing was counted. */
function largest(
  rows: readonly BlockRow[],
  measure: Measure,
): { readonly label: string; readonly value: number } | null {
  const first = rows.find(({ integers: [kind, rank] }) => kind === valueRows.value && rank === 1);
  const value = first?.value(measure) ?? 0;
  return first === undefined || value === 0 ? null : { label: groupLabel(first.texts[0] ?? null), value };
}

const list = (id: DimensionId, measure: Measure) =>
  valuesBlock({
    by: [id],
    measures: [measure],
    rank: measure,
    platforms: 'all',
    isListed: false,
    tops: [],
    overTime: null,
  });

function both(metrics: readonly MeasuredMetric[]): readonly [Block, Block] {
  const measures = measuresOf(metrics);
  return [summaryBlock({ window: 'range', measures }), summaryBlock({ window: 'previous', measures })];
}

function userFacts(): Facts {
  const [now, before] = both(['activeUsers', 'newUsers']);
  return {
    blocks: [now, before],
    read(rowsOf) {
      const of = (block: Block, metric: MeasuredMetric) => metricValue(metric, wholeOf(rowsOf(block))) ?? 0;
      return {
        subject: 'users',
        activeUsers: of(now, 'activeUsers'),
        activeUsersBefore: of(before, 'activeUsers'),
        newUsers: of(now, 'newUsers'),
        newUsersBefore: of(before, 'newUsers'),
      };
    },
  };
}

function countryFacts(): Facts {
  const [all] = both(['newUsers']);
  const countries = list('country', 'newUsers');
  return {
    blocks: [all, countries],
    read(rowsOf) {
      const top = largest(rowsOf(countries), 'newUsers');
      const newUsers = top?.value ?? 0;
      const share = rate(top?.value ?? null, metricValue('newUsers', wholeOf(rowsOf(all))));
      return { subject: 'country', country: top?.label ?? null, newUsers, share };
    },
  };
}

function engagementFacts({ parameters }: LifecycleContext): Facts {
  const [now, before] = both(['engagementRate', 'eventCount']);
  const events = list('eventName', 'events');
  const content = list(parameters.pageType, 'contentViews');
  return {
    blocks: [now, before, events, content],
    read(rowsOf) {
      const [current, previous] = [wholeOf(rowsOf(now)), wholeOf(rowsOf(before))];
      const event = largest(rowsOf(events), 'events');
      const page = largest(rowsOf(content), 'contentViews');
      return {
        subject: 'engagement',
        event: event?.label ?? null,
        eventShare: rate(event?.value ?? null, metricValue('eventCount', current)),
        content: page?.label ?? null,
        contentViews: page?.value ?? 0,
        engagementRate: metricValue('engagementRate', current),
        engagementRateBefore: metricValue('engagementRate', previous),
      };
    },
  };
}

function factsOf(subject: InsightSubject, context: LifecycleContext): Facts {
  switch (subject) {
    case 'users':
      return userFacts();
    case 'country':
      return countryFacts();
    case 'engagement':
      return engagementFacts(context);
  }
}

/** A sentence of computed facts, in every language. */
export function planInsight(subject: InsightSubject, context: LifecycleContext): PlannedVisual {
  const { blocks, read } = factsOf(subject, context);
  return {
    blocks,
    shape(rowsOf) {
      const facts = read(rowsOf);
      const sentences = languages.map((language) => [language, insightSentence(facts, language)] as const);
      return {
        columns: [
          { name: 'language', type: 'string' },
          { name: 'text', type: 'string' },
        ],
        rows: sentences,
        chart: { facts, texts: Object.fromEntries(sentences) },
        partialBuckets: [],
        warnings: [],
      };
    },
  };
}
