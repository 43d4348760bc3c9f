import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { jsonElements, jsonMembers } from './json-text.ts';

const spacing = fc.constantFrom(undefined, 1, '\t');

describe('texts inside JSON', () => {
  it('gives the elements of an array as written', () => {
    assert.deepEqual(jsonElements(' [ 1.50 ,{"a":"]\\"},"} , [[]],"x\\\\" , null] '), [
      '1.50',
      '{"a":"]\\"},"}',
      '[[]]',
      '"x\\\\"',
      'null',
    ]);
    assert.deepEqual(jsonElements('[]'), []);
  });

  it('gives the members of an object in order, repeated and escaped names included', () => {
    assert.deepEqual(jsonMembers('{"a":1, "b" : {"a":2},"a":[3],"\\u0063":"d"}'), [
      ['a', '1'],
      ['b', '{"a":2}'],
      ['a', '[3]'],
      ['c', '"d"'],
    ]);
    assert.deepEqual(jsonMembers('{ }'), []);
  });

  it('cuts any array where the parser does', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), spacing, (values, indent) => {
        const elements = jsonElements(JSON.stringify(values, null, indent));
        assert.deepEqual(
          elements.map((text) => JSON.parse(text)),
          JSON.parse(JSON.stringify(values)),
        );
      }),
    );
  });

  it('cuts any object where the parser does', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), spacing, (object, indent) => {
        const members = jsonMembers(JSON.stringify(object, null, indent));
        const read = Object.fromEntries(members.map(([name, text]) => [name, JSON.parse(text)]));
        assert.deepEqual(read, JSON.parse(JSON.stringify(object)));
      }),
    );
  });
});
