import type { SegmentCriteria } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { fieldLabel, useMetadata } from '../../filters/use-fields.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { useSegments } from './segment-api.ts';
import { type SentenceParts, segmentSentence } from './segment-sentence.ts';

/** Names and words that sentences about segments need. */
export function useSentenceParts(): SentenceParts {
  const speech = useSpeech();
  const { data: metadata } = useMetadata();
  const { data: segments } = useSegments();
  return useMemo(() => {
    const events = new Map((metadata?.events ?? []).map((event) => [event.name, event.displayName]));
    const fields = [...(metadata?.parameters ?? []), ...(metadata?.userAttributes ?? [])];
    const names = new Map((segments ?? []).map(({ id, name }) => [id, name]));
    return {
      speech,
      event: (name) => events.get(name) ?? name,
      field: (field) => fieldLabel(field, fields),
      segment: (id) => names.get(id) ?? id,
    };
  }, [metadata, segments, speech]);
}

/** The sentence of a definition in the person's language. */
export function useSentence(criteria: SegmentCriteria | undefined): string {
  const parts = useSentenceParts();
  return useMemo(() => (criteria === undefined ? '' : segmentSentence(criteria, parts)), [criteria, parts]);
}
