import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type MetadataEntity, metadataEntityId } from '@millstream/core';
import type { DiscoveredEvent, DiscoveredField, DiscoveredMetadata } from '@millstream/modeling';
import { knownFields } from './known-fields.ts';
import { emptyMetadataEdit, type MetadataEdit, metadataEditSchema } from './metadata-edit.ts';
import type { SavedMetadataEdit } from './metadata-edit-store.ts';
import { mergeMetadata } from './read-metadata.ts';

const asOfMs = Date.parse('2026-03-10T12:00:00Z');
const seen = {
  eventCount: 3,
  firstSeenMs: asOfMs - 5_000,
  lastSeenMs: asOfMs,
  hasData: true,
  platforms: ['Web'],
};

function event(name: string): DiscoveredEvent {
  return { name, ...seen, sdkNames: [], sdkVersions: [], lastDayCount: 0, countsPerDay: [], parameters: [] };
}

function parameter(name: string, type: 'string' | 'number', eventCount = 3): DiscoveredField {
  return { category: 'event', name, type, ...seen, eventCount, events: ['purchase'] };
}

const discovered: DiscoveredMetadata = {
  appId: 'shop',
  timeZone: 'UTC',
  asOfMs,
  lastDay: '2026-03-09',
  events: [event('purchase'), event('_page_view')],
  fields: [
    parameter('price', 'string', 12),
    parameter('price', 'number', 8400),
    parameter('color', 'string'),
  ],
  values: [
    {
      category: 'event',
      name: 'color',
      type: 'string',
      lastDay: '2026-03-10',
      values: [
        { value: 'r', count: 5, atMost: 5 },
        { value: 'g', count: 2, atMost: 4 },
      ],
    },
    {
      category: 'event_outer',
      name: 'geo_city',
      type: 'string',
      lastDay: '2025-11-30',
      values: [{ value: 'Rome', count: 1, atMost: 1 }],
    },
  ],
};

function saved(entity: MetadataEntity, edit: Partial<MetadataEdit>): SavedMetadataEdit {
  const entityId = metadataEntityId(entity);
  const stamp = { version: 2, author: 'mei', editedAtMs: 7 };
  return { appId: 'shop', entityId, edit: { ...emptyMetadataEdit, ...edit }, ...stamp };
}
const column = (name: string): MetadataEntity => ({
  kind: 'field',
  category: 'event_outer',
  name,
  type: 'string',
});
const color: MetadataEntity = { kind: 'field', category: 'event', name: 'color', type: 'string' };

function only<Entry extends { readonly name: string }>(entries: readonly Entry[], name: string): Entry {
  const [entry] = entries.filter((candidate) => candidate.name === name);
  assert.ok(entry);
  return entry;
}

describe('metadata of an app', () => {
  it('shows built-in texts in the language of the reader, and raw names for the rest', () => {
    const { events, parameters } = mergeMetadata(discovered, [], 'zh-CN');
    const view = only(events, '_page_view');
    assert.deepEqual([view.displayName, view.source, view.edited], ['页面浏览', 'preset', null]);
    const purchase = only(events, 'purchase');
    assert.deepEqual(
      [purchase.displayName, purchase.description, purchase.source],
      ['purchase', '', 'custom'],
    );
    assert.equal(only(parameters, 'geo_city').displayName, '城市');
    assert.equal(only(parameters, 'geo_city').visibility, 'public');
    assert.equal(only(parameters, 'color').visibility, 'private');
  });

  it('lets a person win over built-in texts, in each language by itself, until the text is cleared', () => {
    const edit = saved(column('geo_city'), { displayNames: { 'en-US': 'Town' }, tags: ['place'] });
    const english = only(mergeMetadata(discovered, [edit], 'en-US').parameters, 'geo_city');
    assert.deepEqual([english.displayName, english.description], ['Town', 'City, from the IP address']);
    assert.deepEqual(english.edited, { version: 2, author: 'mei', editedAtMs: 7 });
    assert.deepEqual(english.tags, ['place']);
    assert.equal(only(mergeMetadata(discovered, [edit], 'zh-CN').parameters, 'geo_city').displayName, '城市');
    const cleared = saved(column('geo_city'), metadataEditSchema.parse({ displayNames: { 'en-US': '' } }));
    assert.equal(
      only(mergeMetadata(discovered, [cleared], 'en-US').parameters, 'geo_city').displayName,
      'City',
    );
  });

  it('tells apart two fields of one name by type, and says how often each type came', () => {
    const prices = mergeMetadata(discovered, [], 'en-US').parameters.filter(({ name }) => name === 'price');
    assert.deepEqual(
      prices.map(({ displayName, otherTypes }) => ({ displayName, otherTypes })),
      [
        { displayName: 'price (number)', otherTypes: [{ type: 'string', eventCount: 12 }] },
        { displayName: 'price (string)', otherTypes: [{ type: 'number', eventCount: 8400 }] },
      ],
    );
  });

  it('tells apart two fields that a person gave one name', () => {
    const edits = [saved(color, { displayNames: { 'en-US': 'City' } })];
    const { parameters } = mergeMetadata(discovered, edits, 'en-US');
    assert.equal(only(parameters, 'color').displayName, 'City (string) (color)');
    assert.equal(only(parameters, 'geo_city').displayName, 'City (string) (geo_city)');
  });

  it('names values by the dictionary, and offers those that only it knows', () => {
    const dictionary = [
      { value: 'r', displayValues: { 'en-US': 'Red' } },
      { value: 'b', displayValues: { 'en-US': 'Blue' } },
    ];
    const found = only(
      mergeMetadata(discovered, [saved(color, { dictionary })], 'en-US').parameters,
      'color',
    );
    assert.deepEqual(found.values, [
      { value: 'r', displayValue: 'Red', count: 5, atMost: 5 },
      { value: 'g', displayValue: 'g', count: 2, atMost: 4 },
      { value: 'b', displayValue: 'Blue', count: 0, atMost: 0 },
    ]);
  });

  it('knows that a preset field had no value for 90 days', () => {
    const { parameters } = mergeMetadata(discovered, [], 'en-US');
    assert.equal(only(parameters, 'geo_city').hasData, false);
    assert.equal(only(parameters, 'session_id').hasData, true);
  });

  it('keeps hidden entities, marked', () => {
    const edits = [saved({ kind: 'event', name: 'purchase' }, { isHidden: true })];
    assert.equal(only(mergeMetadata(discovered, edits, 'en-US').events, 'purchase').isHidden, true);
  });
});

describe('edits', () => {
  for (const [what, edit] of [
    ['a display name of 256 characters', { displayNames: { 'en-US': 'x'.repeat(256) } }],
    ['a description of 1,025 characters', { descriptions: { 'zh-CN': '字'.repeat(1025) } }],
    ['another language', { displayNames: { 'de-DE': 'Ort' } }],
    ['a dictionary with a value twice', { dictionary: [{ value: 'a' }, { value: 'a' }] }],
    ['an unknown key', { color: 'red' }],
  ] as const) {
    it(`refuse ${what}`, () => assert.equal(metadataEditSchema.safeParse(edit).success, false));
  }

  it('accept markup and 255 characters as plain text', () => {
    const name = `<b>${'x'.repeat(252)}`;
    const edit = metadataEditSchema.parse({ displayNames: { 'en-US': name } });
    assert.equal(edit.displayNames['en-US'], name);
  });
});

describe('known names', () => {
  const known = knownFields(discovered);
  it('are the events and fields that came, of their type, and built-in events', () => {
    assert.deepEqual(['purchase', '_search', 'purchases'].map(known.hasEvent), [true, true, false]);
    assert.equal(known.hasParameter('price', 'integer'), true);
    assert.equal(known.hasParameter('color', 'number'), false);
    assert.equal(known.hasAttribute('color', 'string'), false);
  });
});
