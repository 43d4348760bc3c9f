import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecordedRequest } from './collector-double.ts';
import { decodeBody } from './decode-body.ts';
import type { JsonObject } from './driver.ts';
import { RequestChecks } from './request-checks.ts';

/** A request with only what these cases are about right; other problems are looked past. */
function request(sequence: number, events: readonly JsonObject[]): RecordedRequest {
  const body = Buffer.from(JSON.stringify(events));
  return {
    number: sequence,
    method: 'POST',
    path: '/collect',
    query: {
      appId: 'shop',
      platform: 'Android',
      upload_timestamp: '5',
      event_bundle_sequence_id: String(sequence),
    },
    headers: {},
    body,
    decoded: decodeBody(body, { compression: undefined, contentEncoding: undefined }),
    outcome: 200,
    isStored: true,
  };
}

const from = (unique_id: string, more: JsonObject = {}): JsonObject => ({
  device_id: 'd',
  unique_id,
  ...more,
});

function problemsOf(requests: readonly RecordedRequest[], about: RegExp): readonly string[] {
  const checks = new RequestChecks({ sdk: 'android', appIds: ['shop'] });
  return requests.flatMap((one) => checks.check(one, 5)).filter((problem) => about.test(problem));
}

describe('checks of every request', () => {
  const sequences: readonly { title: string; requests: [number, string][]; problems: readonly string[] }[] = [
    {
      title: 'rises, with gaps',
      requests: [
        [1, 'u'],
        [2, 'u'],
        [5, 'u'],
      ],
      problems: [],
    },
    {
      title: 'rises over a change of user',
      requests: [
        [1, 'u'],
        [2, 'v'],
      ],
      problems: [],
    },
    {
      title: 'starts again with a person never seen before',
      requests: [
        [1, 'u'],
        [2, 'u'],
        [1, 'v'],
        [2, 'v'],
      ],
      problems: [],
    },
    {
      title: 'starts again with the same person',
      requests: [
        [1, 'u'],
        [1, 'u'],
      ],
      problems: ['request 1: event_bundle_sequence_id 1 follows 1'],
    },
    {
      title: 'falls with a new person, but not to 1',
      requests: [
        [3, 'u'],
        [2, 'v'],
      ],
      problems: ['request 2: event_bundle_sequence_id 2 follows 3'],
    },
    { title: 'starts below 1', requests: [[0, 'u']], problems: ['request 0: event_bundle_sequence_id is 0'] },
  ];
  for (const { title, requests, problems } of sequences) {
    it(`${problems.length === 0 ? 'accept' : 'refuse'} a sequence that ${title}`, () => {
      const made = requests.map(([sequence, person]) => request(sequence, [from(person)]));
      assert.deepEqual(problemsOf(made, /sequence/), problems);
    });
  }

  it('refuse more than 100 events of a phone', () => {
    const events = (count: number) => [
      request(
        1,
        Array.from({ length: count }, () => from('u')),
      ),
    ];
    assert.deepEqual(problemsOf(events(100), /events$/), []);
    assert.deepEqual(problemsOf(events(101), /events$/), ['request 1: has 101 events']);
  });

  it('refuse more than 512 KB, unless it is one event', () => {
    const text = { text: 'x'.repeat(300_000) };
    assert.deepEqual(problemsOf([request(1, [from('u', text), from('u', text)])], /bytes/).length, 1);
    assert.deepEqual(problemsOf([request(1, [from('u', { text: 'x'.repeat(600_000) })])], /bytes/), []);
  });

  it('refuse a request without an event', () => {
    assert.deepEqual(problemsOf([request(1, [])], /no event/), ['request 1: has no event']);
  });

  it('accept an event again with the same contents in another order only', () => {
    const first = from('u', { event_id: 'e', a: 1, b: { c: 2, d: 3 } });
    const same = { b: { d: 3, c: 2 }, a: 1, event_id: 'e', unique_id: 'u', device_id: 'd' };
    const other = { ...first, b: { c: 2 } };
    assert.deepEqual(problemsOf([request(1, [first]), request(2, [same])], /contents/), []);
    assert.equal(problemsOf([request(1, [first]), request(2, [other])], /contents/).length, 1);
  });
});
