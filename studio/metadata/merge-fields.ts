import {
  type MetadataEntity,
  metadataEntityId,
  type PresetParameter,
  type PresetUserAttribute,
  presetParameters,
  presetUserAttributes,
} from '@millstream/core';
import type { DiscoveredField, DiscoveredMetadata, DiscoveredValue } from '@millstream/modeling';
import { describeEntity, describeValues, type EditReading } from './describe-entity.ts';
import type { MetadataField, OtherType } from './studio-metadata.ts';

const hasDataMs = 90 * 86_400_000;

/** Fields of a list with their texts; `reserved` are texts for custom fields whose names the SDKs use. */
export function mergeFields(
  list: 'parameters' | 'userAttributes',
  discovered: DiscoveredMetadata,
  reading: EditReading,
): readonly MetadataField[] {
  const presets = list === 'parameters' ? presetParameters : presetUserAttributes;
  const category = list === 'parameters' ? 'event' : 'user';
  const custom = discovered.fields.filter((field) => field.category === category);
  const context = { discovered, reading, values: valuesById(discovered) };
  return [
    ...presets.filter((preset) => preset.category !== category).map((preset) => presetField(preset, context)),
    ...custom.map((field) => {
      const reserved = presets.find((preset) => preset.category === category && preset.name === field.name);
      return customField(field, reserved, context);
    }),
  ];
}

/** Values that were found of a field. */
interface FoundValues {
  readonly lastDay: string | null;
  readonly values: readonly DiscoveredValue[];
}

interface FieldContext {
  readonly discovered: DiscoveredMetadata;
  readonly reading: EditReading;
  readonly values: ReadonlyMap<string, FoundValues>;
}

function entityOf({
  category,
  name,
  type,
}: Pick<MetadataField, 'category' | 'name' | 'type'>): MetadataEntity {
  return { kind: 'field', category, name, type };
}

function valuesById({ values }: DiscoveredMetadata): ReadonlyMap<string, FoundValues> {
  return new Map(values.map((entry) => [metadataEntityId(entityOf(entry)), entry]));
}

function presetField(preset: PresetParameter | PresetUserAttribute, context: FieldContext): MetadataField {
  const { discovered, reading, values } = context;
  const described = describeEntity(entityOf(preset), preset, reading);
  const found = values.get(described.id);
  return {
    ...described,
    category: preset.category,
    type: preset.type,
    visibility: 'visibility' in preset ? preset.visibility : 'public',
    group: preset.group,
    hasData:
      preset.samples === 0 || preset.category === 'user_outer'
        ? appHasData(discovered)
        : isRecent(found, discovered),
    seen: null,
    events: null,
    values: describeValues(described.id, found?.values ?? [], reading),
    otherTypes: [],
  };
}

function appHasData({ events }: DiscoveredMetadata): boolean {
  return events.some((event) => event.hasData);
}

/** Whether a value came in the last 90 days; where no values were read, whether the app has data. */
function isRecent(found: FoundValues | undefined, discovered: DiscoveredMetadata): boolean {
  if (discovered.values.length === 0) return appHasData(discovered);
  const { lastDay = null } = found ?? {};
  return lastDay !== null && Date.parse(lastDay) >= discovered.asOfMs - hasDataMs;
}

function customField(
  field: DiscoveredField,
  reserved: PresetParameter | PresetUserAttribute | undefined,
  { discovered, reading, values }: FieldContext,
): MetadataField {
  const { category, name, type, events, ...seen } = field;
  const described = describeEntity(entityOf(field), reserved, reading);
  return {
    ...described,
    category,
    type,
    visibility: category === 'user' ? 'public' : 'private',
    group: null,
    hasData: seen.hasData,
    seen,
    events,
    values: describeValues(described.id, values.get(described.id)?.values ?? [], reading),
    otherTypes: otherTypes(field, discovered),
  };
}

function otherTypes(field: DiscoveredField, { fields }: DiscoveredMetadata): readonly OtherType[] {
  return fields
    .filter(
      ({ category, name, type }) => category === field.category && name === field.name && type !== field.type,
    )
    .map(({ type, eventCount }) => ({ type, eventCount }));
}
