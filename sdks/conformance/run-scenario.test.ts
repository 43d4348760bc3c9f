import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Flaw, FlawedDriver } from './flawed-driver.ts';
import { parseSubject } from './read-scenarios.ts';
import { runScenario } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';

function scenario(fields: object): Scenario {
  const file = { subject: 's', scenarios: [{ name: 'n', spec: '1', ...fields }] };
  const [only] = parseSubject('test', JSON.stringify(file)).scenarios;
  assert.ok(only);
  return only;
}

const resent = scenario({
  steps: [
    { do: 'collector', answers: [{ status: 503 }, { fault: 'cut' }, { fault: 'lost' }] },
    { do: 'track', name: 'a', attributes: { plan: 'pro' } },
    { do: 'track', name: 'b' },
    { do: 'track', name: 'c', times: 150 },
    { do: 'flush' },
    { do: 'wait', seconds: 2.5 },
    { do: 'expect', expect: { requests: { atLeast: 3, atMost: 3 }, gaps: [{ atLeast: 0.8, atMost: 1.2 }] } },
    { do: 'wait', seconds: 60 },
  ],
  expect: {
    events: [
      { event_type: 'a', attributes: { plan: 'pro' }, timestamp: { $at: 0 } },
      { event_type: 'b' },
      { event_type: 'c', times: 150, attributes: { n: '{n}' } },
    ],
    largestRequest: { atMost: 100 },
  },
});

/** What the runner must say about each flaw. */
const flaws: Readonly<Record<Flaw, RegExp>> = {
  'wrong-app': /appId is other/,
  'wrong-platform': /platform is iOS/,
  'wrong-hash': /hashCode is 00000000/,
  'no-array': /is no array/,
  'same-sequence': /event_bundle_sequence_id 1 follows 1/,
  'late-upload-time': /is 5 ms off/,
  'missing-field': /device_id is nothing/,
  'no-uuid': /event_id is .*should match/,
  'duration-wrong': /_session_duration is 7/,
  'session-id-wrong': /does not tell the start/,
  'all-user-attributes': /user\.plan belongs into _profile_set/,
  'new-id-on-retry': /events are/,
  'new-content-on-retry': /other contents/,
  'forgets-on-failure': /number of requests is|events are/,
  'retries-at-once': /number of requests is|gap before/,
  'sends-twice-new-id': /events are/,
  reverses: /events are/,
  preflight: /CORS preflight/,
  'huge-request': /has 152 events/,
  'endless-timer': /never come to an end/,
  'phantom-request': /the driver began 1 requests/,
  'answers-error': /step 2 \(track\): track: it broke/,
};

describe('the runner', () => {
  it('passes a client that does everything right', async () => {
    assert.deepEqual(await runScenario(resent, new FlawedDriver()), { kind: 'passed' });
  });

  for (const flaw of Object.keys(flaws).filter((name): name is Flaw => name in flaws)) {
    it(`finds the flaw ${flaw}`, async () => {
      // Only what never arrives need not be waited for.
      const limits = flaw === 'phantom-request' ? { arrivalMs: 500 } : {};
      const result = await runScenario(resent, new FlawedDriver(flaw), limits);
      assert.equal(result.kind, 'failed');
      assert.match(result.kind === 'failed' ? result.problems.join('\n') : '', flaws[flaw]);
    });
  }

  it('goes on while a request hangs, and sees it end', async () => {
    const hanging = scenario({
      steps: [
        { do: 'collector', answers: [{ fault: 'hang' }] },
        { do: 'track', name: 'a' },
        { do: 'flush' },
        { do: 'wait', seconds: 5 },
        { do: 'track', name: 'b' },
        { do: 'flush' },
      ],
      expect: { events: [{ event_type: 'b', timestamp: { $at: 5 } }], requests: { atMost: 2 } },
    });
    assert.deepEqual(await runScenario(hanging, new FlawedDriver()), { kind: 'passed' });
  });

  const others = [
    { title: 'a need is missing', fields: { needs: ['tabs'] }, because: 'has no tabs' },
    { title: 'it is about another SDK', fields: { for: ['web'] }, because: 'is about other SDKs' },
    {
      title: 'the driver has no such action',
      fields: { steps: [{ do: 'optOut', purge: true }] },
      because: 'step 1 (optOut): has no opt-out',
    },
  ];
  for (const { title, fields, because } of others) {
    it(`tells that a scenario does not apply when ${title}`, async () => {
      const other = scenario({ steps: [{ do: 'flush' }], expect: {}, ...fields });
      assert.deepEqual(await runScenario(other, new FlawedDriver()), { kind: 'not-applicable', because });
    });
  }

  it('leaves out steps and events that are about others', async () => {
    const mixed = scenario({
      steps: [
        { do: 'track', name: 'a', for: ['web'] },
        { do: 'track', name: 'b', not: ['screens'] },
        { do: 'repeat', times: 2, steps: [{ do: 'track', name: 'c{n}', attributes: { at: '{n}' } }] },
        { do: 'flush' },
      ],
      expect: {
        events: [
          { event_type: 'a', for: ['pages'] },
          { event_type: 'c1', attributes: { at: 1 } },
          { event_type: 'c2', attributes: { at: 2 } },
        ],
      },
    });
    assert.deepEqual(await runScenario(mixed, new FlawedDriver()), { kind: 'passed' });
  });
});
