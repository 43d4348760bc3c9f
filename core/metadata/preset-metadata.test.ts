import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventColumns } from '../tables/event-columns.ts';
import { sessionColumns, userColumns } from '../tables/other-columns.ts';
import { languages } from './language.ts';
import { metadataEntityId, parseMetadataEntityId } from './metadata-entity.ts';
import { presetEvents, presetParameters, presetUserAttributes } from './preset-metadata.ts';

const typesOf = { i64: 'number', i32: 'number', f64: 'number', str: 'string', bool: 'boolean' };
const columnType = (type: string) => Object.entries(typesOf).find(([column]) => column === type)?.[1];

describe('built-in metadata', () => {
  for (const field of presetParameters) {
    it(`${field.name} is a column of ${field.table} with values of its type`, () => {
      const columns = field.table === 'session' ? sessionColumns : eventColumns;
      const column = columns.find(({ name }) => name === field.name);
      assert.equal(columnType(column?.type ?? ''), field.type);
    });
  }

  it('names only columns of users as preset user attributes', () => {
    const preset = presetUserAttributes.filter(({ category }) => category === 'user_outer');
    const columns = new Set(userColumns.map(({ name }) => name));
    assert.deepEqual(
      preset.filter(({ name }) => !columns.has(name)),
      [],
    );
  });

  it('gives no two events or fields of a category one name, in the product or in a language', () => {
    for (const list of [presetEvents, presetParameters, presetUserAttributes]) {
      const distinct = (key: (entry: (typeof list)[number]) => string) => new Set(list.map(key)).size;
      assert.equal(
        distinct(({ name }) => name),
        list.length,
      );
      for (const language of languages) {
        assert.equal(
          distinct(({ displayNames }) => displayNames[language]),
          list.length,
        );
      }
    }
  });

  it('samples no time stamps and ids of single things', () => {
    const sampled = [...presetParameters, ...presetUserAttributes].filter(({ samples }) => samples > 0);
    const never = /timestamp|unique_id|time_msec|vendor_id|advertising_id|^session_id$|^user_id$/;
    assert.deepEqual(
      sampled.filter(({ name }) => never.test(name)),
      [],
    );
  });
});

describe('metadata entity ids', () => {
  it('read back as the entity, whatever its name holds', () => {
    for (const name of ['purchase', 'a:b/c%d', '', '价格', '\u0000', "'; DROP TABLE x"]) {
      for (const entity of [
        { kind: 'event', name },
        { kind: 'field', category: 'event', name, type: 'number' },
      ] as const) {
        assert.deepEqual(parseMetadataEntityId(metadataEntityId(entity)), entity);
      }
    }
  });

  for (const id of [
    '',
    'event',
    'event_outer:x',
    'event:string:%',
    'nothing:string:x',
    'event:text:x',
    'a:b:c:d',
  ]) {
    it(`"${id}" is none`, () => assert.equal(parseMetadataEntityId(id), null));
  }
});
