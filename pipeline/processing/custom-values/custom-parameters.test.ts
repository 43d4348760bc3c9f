import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseJson } from '../clean/parse-json.ts';
import { customParameters, customParametersJson } from './custom-parameters.ts';

function named(json: string): Map<string, unknown> {
  const parsed = parseJson(json);
  assert.ok(typeof parsed === 'object' && parsed !== null);
  return new Map(Object.entries(parsed));
}

describe('custom parameters', () => {
  const cases: readonly [json: string, value: string, type: string, typedJson: string][] = [
    ['"tea"', 'tea', 'string', '"tea"'],
    ['"a\\"b\\n"', 'a"b\n', 'string', '"a\\"b\\n"'],
    ['1.50', '1.5', 'number', '1.5'],
    ['100.0', '100.0', 'number', '100.0'],
    ['12345678901234567890123', '12345678901234567890123', 'number', '1.2345678901234568E22'],
    ['true', 'true', 'boolean', 'true'],
    ['false', 'false', 'boolean', 'false'],
    ['null', 'null', 'object', 'null'],
    ['[1, 2]', '[1,2]', 'object', '[1,2]'],
    ['{"k": [9007199254740993]}', '{"k":[9007199254740993]}', 'object', '{"k":[9007199254740993]}'],
  ];
  for (const [json, value, type, typedJson] of cases) {
    it(`types ${json} as ${type} with the text ${value}`, () => {
      const parameters = customParameters(named(`{"p":${json}}`));
      assert.deepEqual(parameters?.values, { p: { value, type } });
      assert.equal(parameters?.json, `{"p":${typedJson}}`);
    });
  }

  it('orders names by code unit, digits and prototype names included', () => {
    const parameters = customParameters(named('{"b":1,"10":2,"9":3,"__proto__":4,"constructor":5,"B":6}'));
    assert.equal(parameters?.json, '{"10":2,"9":3,"B":6,"__proto__":4,"b":1,"constructor":5}');
    assert.deepEqual(Object.keys(parameters?.values ?? {}).sort(), [
      '10',
      '9',
      'B',
      '__proto__',
      'b',
      'constructor',
    ]);
    assert.equal(Object.getPrototypeOf(parameters?.values), Object.prototype);
  });

  it('gives nothing for no parameters', () => {
    assert.equal(customParameters(undefined), undefined);
    assert.equal(customParameters(new Map()), undefined);
  });

  it('writes JSON that reads back as the given values', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (given) => {
        const parameters = customParameters(new Map(Object.entries(given)));
        assert.deepEqual(JSON.parse(parameters?.json ?? '{}'), JSON.parse(JSON.stringify(given)));
      }),
    );
  });

  it('writes the same JSON from values that are typed already', () => {
    const parameters = customParameters(named('{"s":"x","n":1.5,"b":true,"o":{"k":null}}'));
    assert.equal(customParametersJson(parameters?.values ?? {}), parameters?.json);
  });
});
