import type { IMutField } from '@kanaries/graphic-walker';
import { useMemo } from 'react';
import { useApi } from '../api/use-api.ts';
import { useMetadata } from '../filters/use-fields.ts';
import { useSpeech } from '../i18n/language.tsx';
import { type WalkerDataset, walkerDatasets } from './use-walker-computation.ts';

/** Fields that are looked for first. */
const firstFields = ['event_time', 'event_name', 'user_key', 'user_pseudo_id'];

interface PresetField {
  readonly fid: string;
  readonly kind: 'text' | 'number' | 'integer' | 'boolean' | 'time';
}

function typesOf(kind: PresetField['kind'], fid: string): Pick<IMutField, 'semanticType' | 'analyticType'> {
  if (kind === 'time') return { semanticType: 'temporal', analyticType: 'dimension' };
  // Numbers that name something are no quantities.
  const isName = /(_id|_number)$/.test(fid);
  if ((kind === 'number' || kind === 'integer') && !isName)
    return { semanticType: 'quantitative', analyticType: 'measure' };
  return { semanticType: 'nominal', analyticType: 'dimension' };
}

/** Fields of a data set with the names that people gave them; null until they are known. */
export function useWalkerFields(dataset: WalkerDataset): IMutField[] | null {
  const { knows, say } = useSpeech();
  const { data: metadata } = useMetadata();
  const { data: presets } = useApi<Readonly<Record<WalkerDataset, readonly PresetField[]>>>(
    { path: '/studio/walker/fields' },
    { staleMs: 3_600_000 },
  );
  return useMemo(() => {
    if (metadata === undefined || presets === undefined) return null;
    const names = new Map<string, string>();
    for (const field of metadata.parameters)
      if (field.category !== 'event') names.set(field.name, field.displayName);
    for (const field of metadata.userAttributes)
      if (field.category !== 'user')
        names.set(dataset === 'events' ? `user.${field.name}` : field.name, field.displayName);
    const nameOf = (fid: string) => {
      const id = `analyses.field.${fid}`;
      return knows(id) ? say(id) : (names.get(fid) ?? fid);
    };
    const preset = presets[dataset].map(({ fid, kind }) => ({
      fid,
      name: nameOf(fid),
      ...typesOf(kind, fid),
    }));
    const custom = (list: typeof metadata.parameters, category: string, prefix: string): IMutField[] =>
      list
        .filter(
          (field) => field.category === category && !field.isHidden && field.type !== ('object' as string),
        )
        .map((field) => ({
          fid: `${prefix}:${field.type}:${field.name}`,
          name: field.displayName,
          ...typesOf(field.type === 'number' ? 'number' : 'text', field.name),
        }));
    const own = [
      ...(dataset === 'events' ? custom(metadata.parameters, 'event', 'parameter') : []),
      ...(dataset === 'events' || dataset === 'users'
        ? custom(metadata.userAttributes, 'user', 'attribute')
        : []),
    ];
    const placeOf = ({ fid }: IMutField) => {
      const at = firstFields.indexOf(fid);
      return at < 0 ? firstFields.length : at;
    };
    const order = (a: IMutField, b: IMutField) =>
      placeOf(a) - placeOf(b) || (a.name ?? a.fid).localeCompare(b.name ?? b.fid);
    return [...own, ...preset].toSorted(order);
  }, [dataset, knows, metadata, presets, say]);
}

/** The data set that a text names; events for any other. */
export function datasetOf(text: string | null): WalkerDataset {
  return walkerDatasets.find((dataset) => dataset === text) ?? 'events';
}
