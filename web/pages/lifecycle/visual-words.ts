import { useMemo } from 'react';
import { visibleText } from '../../charts/cut-text.ts';
import { type MetadataNames, useMetadataNames } from '../../filters/metadata-names.ts';
import { type Formats, useFormats } from '../../i18n/formats.ts';
import { type Speech, useSpeech } from '../../i18n/language.tsx';
import type { LifecycleDefinition, Metric } from './definition.ts';

/** Names and values of visuals as people read them. */
export interface VisualWords {
  /** Name of a metric or of a series that is none. */
  name(id: string): string;
  /** Name of a column: metric, dimension, or anything else. */
  column(id: string): string;
  unitOf(id: string): Metric['unit'];
  value(id: string, value: number | null): string;
  short(id: string, value: number): string;
  /** Day, week, hour or number of a bucket. */
  bucket(key: string | number): string;
  /**
   * Label of a value: control characters shown, `(not set)` and `(other)` in the page's language, events by the name that
   * people gave them.
   */
  label(label: string, dimension?: string): string;
}

const rateSeries = /Per(Wau|Mau)$|^day\d+$|^rate$/;
const secondMs = 1_000;

function unitOf(definition: LifecycleDefinition, id: string): Metric['unit'] {
  return definition.metrics[id]?.unit ?? (rateSeries.test(id) ? 'rate' : 'count');
}

function write(formats: Formats, unit: Metric['unit'], value: number | null): string {
  switch (unit) {
    case 'rate':
      return formats.rate(value);
    case 'seconds':
      return formats.duration(value === null ? null : value * secondMs);
    case 'number':
      return formats.number(value);
    case 'count':
      return formats.count(value);
  }
}

function writeShort(formats: Formats, unit: Metric['unit'], value: number): string {
  if (unit === 'rate') return formats.rate(value, 0);
  if (unit === 'seconds') return formats.duration(value * secondMs);
  return Math.abs(value) < 1_000 ? formats.number(value, 1) : formats.compact(value);
}

/** Where words come from. */
interface WordSources {
  readonly speech: Speech;
  readonly formats: Formats;
  readonly names: MetadataNames;
}

/** Words over a description of the dashboard. */
export function visualWords(
  definition: LifecycleDefinition,
  { speech, formats, names }: WordSources,
): VisualWords {
  const text = (texts: Readonly<Record<string, string>>) => texts[speech.tag] ?? texts['en-US'] ?? '';
  const name = (id: string) => {
    const metric = definition.metrics[id];
    if (metric !== undefined) return text(metric.names);
    const day = id.match(/^day(\d+)$/);
    if (day !== null) return speech.say('lifecycle.dayN', { day: day[1] ?? '' });
    return speech.knows(`lifecycle.series.${id}`) ? speech.say(`lifecycle.series.${id}`) : id;
  };
  return {
    name,
    column(id) {
      const dimension = definition.dimensions[id];
      if (dimension !== undefined) return text(dimension);
      return speech.knows(`lifecycle.column.${id}`) ? speech.say(`lifecycle.column.${id}`) : name(id);
    },
    unitOf: (id) => unitOf(definition, id),
    value: (id, value) => write(formats, unitOf(definition, id), value),
    short: (id, value) => writeShort(formats, unitOf(definition, id), value),
    bucket: (key) => (/^\d{4}-\d{2}-\d{2}$/.test(String(key)) ? formats.day(String(key)) : String(key)),
    label(label, dimension) {
      if (speech.knows(`lifecycle.value.${label}`)) return speech.say(`lifecycle.value.${label}`);
      return visibleText(dimension === 'eventName' ? names.event(label) : label);
    },
  };
}

/** Words in the page's language. */
export function useVisualWords(definition: LifecycleDefinition): VisualWords {
  const speech = useSpeech();
  const formats = useFormats();
  const names = useMetadataNames();
  return useMemo(
    () => visualWords(definition, { speech, formats, names }),
    [definition, formats, names, speech],
  );
}
