import type { FieldRef, GroupField } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { useApi } from '../api/use-api.ts';
import { useSpeech } from '../i18n/language.tsx';
import { useScope } from '../scope/scope.ts';

/** A value that was seen, with its name in the dictionary. */
export interface FieldValue {
  readonly value: string;
  readonly displayValue: string;
  readonly count: number;
}

/** A field to choose. */
export interface FieldEntry {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly category: FieldRef['category'];
  readonly type: FieldRef['type'];
  readonly group: string | null;
  readonly hasData: boolean;
  readonly isHidden: boolean;
  /** Events that carry it; null = all. */
  readonly events: readonly string[] | null;
  readonly values: readonly FieldValue[];
}

/** An event to choose. */
export interface EventEntry {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly isHidden: boolean;
  readonly lastDayCount: number;
  readonly eventCount?: number;
}

interface Metadata {
  readonly events: readonly EventEntry[];
  readonly parameters: readonly FieldEntry[];
  readonly userAttributes: readonly FieldEntry[];
}

/** The call for an app's events and fields in a language of the interface; values make the answer large. */
export function metadataCall(appId: string, tag: string, withValues: boolean) {
  return {
    path: `/apps/${encodeURIComponent(appId)}/metadata`,
    query: { language: tag === 'zh-CN' ? 'zh-CN' : 'en-US', values: withValues },
  };
}

/** Events and fields of the page's app in the person's language, values left out. */
export function useMetadata() {
  const { tag } = useSpeech();
  const { appId } = useScope();
  return useApi<Metadata>(appId === '' ? null : metadataCall(appId, tag, false), { staleMs: 60_000 });
}

/** The same with the most frequent values of each field. */
export function useMetadataValues(enabled: boolean) {
  const { tag } = useSpeech();
  const { appId } = useScope();
  return useApi<Metadata>(metadataCall(appId, tag, true), {
    staleMs: 300_000,
    enabled: enabled && appId !== '',
  });
}

/** All fields that may be chosen. */
export function useFields(): readonly FieldEntry[] {
  const { data } = useMetadata();
  return useMemo(
    () =>
      data === undefined
        ? []
        : [...data.parameters, ...data.userAttributes].filter(({ isHidden }) => !isHidden),
    [data],
  );
}

/** Name to show of a field that a spec names. */
export function fieldLabel(field: GroupField, fields: readonly FieldEntry[]): string {
  if (field.category === 'segment') return field.name;
  const known = fields.find(
    ({ category, name, type }) => category === field.category && name === field.name && type === field.type,
  );
  return known?.displayName ?? field.name;
}
