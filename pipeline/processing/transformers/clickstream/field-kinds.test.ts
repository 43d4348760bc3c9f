import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseJson } from '../../clean/parse-json.ts';
import {
  FieldFaults,
  readStrictInteger,
  readStrictNumber,
  readText,
  readTolerantBoolean,
  readTolerantInt32,
  readTolerantInteger,
  readTolerantNumber,
} from './field-kinds.ts';

type Reading = string | number | boolean | undefined | 'fault';

const json = (text: string): unknown => (parseJson(`{"v":${text}}`) as { v: unknown }).v;

/** Each kind with JSON texts and what they are read as. */
const tables: Record<
  string,
  { read: (value: unknown, faults: FieldFaults) => Reading; rows: [string, Reading][] }
> = {
  text: {
    read: (value, faults) => readText(value, 'f', faults),
    rows: [
      ['"tea"', 'tea'],
      ['""', ''],
      ['12', '12'],
      ['1.50', '1.5'],
      ['100.0', '100.0'],
      ['9007199254740993', '9007199254740993'],
      ['true', 'true'],
      ['null', undefined],
      ['{}', 'fault'],
      ['[]', 'fault'],
    ],
  },
  'tolerant integer': {
    read: readTolerantInteger,
    rows: [
      ['12', 12],
      ['"12"', 12],
      ['"-12"', -12],
      ['12.5', undefined],
      ['12.0', undefined],
      ['"80a"', undefined],
      ['"012"', undefined],
      ['""', undefined],
      ['null', undefined],
      ['true', undefined],
      ['{}', undefined],
      ['99999999999999999999', undefined],
    ],
  },
  'tolerant integer of 32 bits': {
    read: readTolerantInt32,
    rows: [
      ['2147483647', 2147483647],
      ['-2147483648', -2147483648],
      ['2147483648', undefined],
      ['"640"', 640],
    ],
  },
  'tolerant number': {
    read: readTolerantNumber,
    rows: [
      ['12.5', 12.5],
      ['"12.5"', 12.5],
      ['"1e2"', 100],
      ['1e2', 100],
      ['"12,5"', undefined],
      ['""', undefined],
      ['true', undefined],
      ['[]', undefined],
      ['1e400', undefined],
    ],
  },
  'tolerant boolean': {
    read: readTolerantBoolean,
    rows: [
      ['1', true],
      ['"1"', true],
      ['0', false],
      ['"0"', false],
      ['true', true],
      ['"TRUE"', true],
      ['false', false],
      ['""', undefined],
      ['null', undefined],
      ['"null"', undefined],
      ['"yes"', false],
      ['1.0', false],
      ['2', false],
      ['{}', false],
    ],
  },
  'strict integer': {
    read: (value, faults) => readStrictInteger(value, 'f', faults),
    rows: [
      ['12', 12],
      ['"12"', 12],
      ['12.9', 12],
      ['-12.9', -12],
      ['1e3', 1000],
      ['""', undefined],
      ['null', undefined],
      ['"12.5"', 'fault'],
      ['"x"', 'fault'],
      ['true', 'fault'],
      ['{}', 'fault'],
      ['1e30', 'fault'],
    ],
  },
  'strict number': {
    read: (value, faults) => readStrictNumber(value, 'f', faults),
    rows: [
      ['12.5', 12.5],
      ['"12.5"', 12.5],
      ['""', undefined],
      ['null', undefined],
      ['"x"', 'fault'],
      ['false', 'fault'],
      ['[]', 'fault'],
    ],
  },
};

for (const [kind, { read, rows }] of Object.entries(tables)) {
  describe(kind, () => {
    for (const [text, expected] of rows) {
      it(`reads ${text} as ${expected}`, () => {
        const faults = new FieldFaults();
        const value = read(json(text), faults);
        assert.equal(faults.first === undefined ? value : 'fault', expected);
      });
    }
  });
}
