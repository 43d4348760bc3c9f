import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readLine } from './read-line.ts';

const fallbackMs = 5000;

function read(text: string) {
  return readLine({ file: 1, line: 2, text }, fallbackMs);
}

describe('readLine', () => {
  const outcomes: readonly [line: string, outcome: string][] = [
    ['not json', 'record_unreadable'],
    ['[1]', 'record_unreadable'],
    ['null', 'record_unreadable'],
    ['{"appId":"a"}', 'data_missing'],
    ['{"appId":"a","data":null}', 'data_missing'],
    ['{"data":"[]"}', 'record_without_app'],
    ['{"appId":"","data":"[]"}', 'record_without_app'],
    ['{"appId":null,"data":"[]"}', 'record_without_app'],
    ['{"appId":"a","data":""}', 'empty'],
    ['{"appId":"a","data":" \ufeff\\n"}', 'empty'],
    ['{"empty":true,"appId":"a"}', 'empty'],
    ['', 'empty'],
    ['{"appId":"a","data":"[]"}', 'readable'],
    ['{"appId":"a","data":[1]}', 'readable'],
  ];
  for (const [line, outcome] of outcomes) {
    it(`answers ${outcome} for ${line}`, () => assert.equal(read(line).outcome, outcome));
  }

  it('takes a body that is JSON instead of text by its text', () => {
    assert.equal(read('{"data":[ {"n":1.50} ],"appId":"a"}').record.data, '[ {"n":1.50} ]');
    assert.equal(read('{"appId":"a","data":{"n":1}}').record.data, '{"n":1}');
  });

  const times: readonly [fields: string, ingestMs: number, uploadMs: number | undefined][] = [
    ['"ingest_time":7000,"server_ingest_time":8000', 7000, undefined],
    ['"ingest_time":"7000"', 7000, undefined],
    ['"ingest_time":"7s","server_ingest_time":"8000"', 8000, undefined],
    ['"ingest_time":null,"client_timestamp":"9000"', fallbackMs, 9000],
    ['"ingest_time":1e300,"client_timestamp":9000', fallbackMs, 9000],
    ['"ingest_time":{},"client_timestamp":"soon"', fallbackMs, undefined],
  ];
  for (const [fields, ingestMs, uploadMs] of times) {
    it(`reads the times of {${fields}}`, () => {
      const { record } = read(`{"appId":"a","data":"[]",${fields}}`);
      assert.deepEqual([record.ingestMs, record.uploadMs], [ingestMs, uploadMs]);
    });
  }

  it('replaces lone surrogates of its texts', () => {
    const { record } = read('{"appId":"a","data":"[\\"\\ud800\\"]","ua":"x\\udc00","ip":"1.2.3.4"}');
    assert.equal(record.data, '["\ufffd"]');
    assert.equal(record.ua, 'x\ufffd');
  });

  it('leaves out texts of another type', () => {
    const { record } = read('{"appId":5,"data":"[]","rid":7,"ua":{},"uri":null,"ip":[]}');
    const { appId, rid, ua, uri, ip } = record;
    assert.deepEqual([appId, rid, ua, uri, ip], ['', '', undefined, undefined, undefined]);
  });
});
