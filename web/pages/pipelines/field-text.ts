import { useCallback } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { fieldsByPath } from '../wizard/wizard-fields.ts';

/** Names and values of a pipeline's fields in words. */
export interface FieldText {
  /** Label of a field; the path itself for one without a label. */
  label(field: string): string;
  /** A value as a person reads it. */
  value(field: string, value: unknown): string;
}

const byteFields = ['ingestion.sink.maxBytes', 'modeling.memory'];
const msFields = ['ingestion.sink.maxAgeMs', 'processing.futureToleranceMs'];

/** The words for fields in the page's language. */
export function useFieldText(): FieldText {
  const speech = useSpeech();
  const formats = useFormats();
  const label = useCallback(
    (field: string) => {
      // Fields of list entries have the label of their list.
      const plain = field.replace(/\.\d+(\.|$).*/, '');
      return speech.knows(`field.${plain}`) ? speech.say(`field.${plain}`) : field;
    },
    [speech],
  );
  const value = useCallback(
    (field: string, given: unknown): string => {
      if (given === null || given === undefined || given === '')
        return speech.knows(`field.${field}.none`) ? speech.say(`field.${field}.none`) : '–';
      if (typeof given === 'boolean') return speech.say(given ? 'field.on' : 'field.off');
      if (typeof given === 'number' && byteFields.includes(field)) return formats.bytes(given);
      if (typeof given === 'number' && msFields.includes(field)) return formats.duration(given);
      if (typeof given === 'number' && /port$/.test(field)) return String(given);
      const { unit, scale = 1 } = fieldsByPath.get(field) ?? {};
      if (typeof given === 'number' && unit !== undefined)
        return `${formats.number(given / scale)} ${speech.say(`unit.${unit}`)}`;
      if (typeof given === 'number') return formats.number(given);
      if (Array.isArray(given)) return given.map(entryText).join(', ') || '–';
      return typeof given === 'object' ? JSON.stringify(given) : String(given);
    },
    [speech, formats],
  );
  return { label, value };
}

function entryText(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return String(entry);
  if ('key' in entry && 'value' in entry) return `${entry.key} = ${entry.value}`;
  if ('name' in entry && 'version' in entry) return `${entry.name} ${entry.version}`;
  if ('certFile' in entry) return String(entry.certFile);
  return JSON.stringify(entry);
}
