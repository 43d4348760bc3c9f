import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bundleEntry } from './bundle-size.ts';
import { internalNames, shrinkScript } from './shrink-script.ts';

/** What apps call and set, and what is stored: an update must find it again. */
const keptNames = [
  ...['init', 'record', 'track', 'setUserId', 'setUserAttributes', 'setGlobalAttributes', 'updateConfigure'],
  ...['flushEvents', 'disable', 'enable', 'setConsent', 'optOut', 'getSessionId', 'createInstance'],
  ...['appId', 'endpoint', 'sendMode', 'sendEventsInterval', 'isLogEvents', 'authToken', 'isImmediate'],
  ...[
    'uniqueId',
    'firstTouch',
    'attributes',
    'known',
    'startMs',
    'lastMs',
    'isEntrance',
    'untilMs',
    'isAsked',
  ],
];

describe('what is published', () => {
  for (const entry of ['core.ts', 'index.ts'])
    it(`keeps public and stored names, and no internal one, in ${entry}`, async () => {
      const text = await bundleEntry(entry);
      const words = new Set(text.match(/[A-Za-z_$][\w$]*/g));
      assert.deepEqual(
        keptNames.filter((name) => !words.has(name)),
        [],
      );
      assert.deepEqual(
        internalNames.filter((name) => words.has(name)),
        [],
      );
    });

  it('gives an internal name the same letter in every file', async () => {
    const [one, other] = await Promise.all([
      shrinkScript('export const a = (b) => b.touch() + b.isOn();', true),
      shrinkScript('export const c = { isOn: () => 1, touch: () => 2 };', true),
    ]);
    const called = one.match(/\.(\w)\(/g)?.map((call) => call.charAt(1));
    const given = other.match(/(\w):/g)?.map((key) => key.charAt(0));
    assert.equal(called?.length, 2);
    assert.deepEqual([...(called ?? [])].sort(), [...(given ?? [])].sort());
  });

  it('has a letter for each internal name', () => {
    assert.ok(internalNames.length <= 51);
    assert.equal(new Set(internalNames).size, internalNames.length);
  });
});
