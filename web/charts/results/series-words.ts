import type { AnalysisSpec, Measure } from '@millstream/studio/spec';
import { useMemo } from 'react';
import type { MetadataNames } from '../../filters/metadata-names.ts';
import { useMetadataNames } from '../../filters/metadata-names.ts';
import { type Speech, useSpeech } from '../../i18n/language.tsx';
import { visibleText } from '../cut-text.ts';

/** Names of a result's parts as people read them. */
export interface SeriesWords {
  /** A metric of an event analysis: its label, or "Purchase · users". */
  metric(index: number): string;
  /** A funnel's step, from 1. */
  step(step: number): string;
  /** A retention pair, from 0. */
  pair(index: number): string;
  /** A touchpoint, from 0. */
  touchpoint(index: number): string;
  /** A node of a path. */
  node(label: string): string;
  event(name: string): string;
}

/** A measure in words: "users", "sum of price". */
export function measureText(measure: Measure, names: MetadataNames, speech: Speech): string {
  const field = 'field' in measure ? visibleText(names.field(measure.field)) : '';
  const p = measure.type === 'percentile' ? measure.p : 0;
  return speech.say(`explore.measureOf.${measure.type}`, { field, p });
}

/** Writes names of a spec's parts. */
export function seriesWords(spec: AnalysisSpec, names: MetadataNames, speech: Speech): SeriesWords {
  const event = (name: string) => visibleText(names.event(name));
  return {
    event,
    metric(index) {
      const metric = spec.kind === 'event' ? spec.event.metrics[index] : undefined;
      if (metric === undefined) return '';
      return metric.label ?? `${event(metric.event)} · ${measureText(metric.measure, names, speech)}`;
    },
    step(step) {
      const part = spec.kind === 'funnel' ? spec.funnel.steps[step - 1] : undefined;
      return part === undefined ? '' : (part.label ?? event(part.event));
    },
    pair(index) {
      const pair = spec.kind === 'retention' ? spec.retention.pairs[index] : undefined;
      if (pair === undefined) return '';
      return pair.label ?? `${event(pair.start.event)} → ${event(pair.revisit.event)}`;
    },
    touchpoint(index) {
      const part = spec.kind === 'attribution' ? spec.attribution.touchpoints[index] : undefined;
      return part === undefined ? '' : (part.name ?? event(part.event));
    },
    node(label) {
      return spec.kind === 'path' && spec.path.nodeType === 'event' ? event(label) : visibleText(label);
    },
  };
}

/** Names of a spec's parts in the person's language. */
export function useSeriesWords(spec: AnalysisSpec): SeriesWords {
  const names = useMetadataNames();
  const speech = useSpeech();
  return useMemo(() => seriesWords(spec, names, speech), [spec, names, speech]);
}
