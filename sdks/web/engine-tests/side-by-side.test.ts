// The same visit with the retired solution's web client and with ours, in real pages with a clock of their own.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Json, JsonObject } from '@millstream/sdk-conformance';
import type { Browser } from 'playwright-core';
import { differences } from '../side-by-side/differences.ts';
import { makeVisit, type VisitRecord } from '../side-by-side/make-visit.ts';
import { startChromium } from './start-chromium.ts';

/** Ids that each client draws. */
const drawn = /^(event_id|device_id|unique_id)$/;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Values by path; the site's port and what follows from drawn ids are made equal. */
function valuesOf(value: Json, path = ''): readonly (readonly [string, Json])[] {
  if (isObject(value))
    return Object.entries(value).flatMap(([name, part]) =>
      valuesOf(part, path === '' ? name : `${path}.${name}`),
    );
  if (drawn.test(path)) return [[path, 'drawn']];
  if (path === 'attributes._session_id') return [[path, String(value).slice(8)]];
  return [[path, typeof value === 'string' ? value.replace(/localhost:\d+/, 'localhost') : value]];
}

/** Fields that are not the same in two events. */
function differing(ours: JsonObject, original: JsonObject): readonly string[] {
  const [left, right] = [new Map(valuesOf(ours)), new Map(valuesOf(original))];
  const fields = new Set([...left.keys(), ...right.keys()]);
  return [...fields].filter((field) => JSON.stringify(left.get(field)) !== JSON.stringify(right.get(field)));
}

describe('the web SDK beside the retired client', () => {
  let browser: Browser;
  let ours: VisitRecord;
  let original: VisitRecord;
  before(async () => {
    browser = await startChromium();
    ours = await makeVisit(browser, 'conformance/page-of-ours.ts');
    original = await makeVisit(browser, 'side-by-side/page-of-original.ts');
  });
  after(() => browser.close());

  it('records the same events in the same order', () => {
    const names = ({ events }: VisitRecord) => events.map(({ event_type }) => event_type);
    assert.deepEqual(names(ours), names(original));
    assert.ok(ours.events.length >= 20);
  });

  it('differs in nothing but what is listed, and in all of that', () => {
    const found = ours.events.flatMap((event, index) =>
      differing(event, original.events[index] ?? {}).map((field) => ({
        type: String(event.event_type),
        field,
      })),
    );
    const isListed = ({ type, field }: { readonly type: string; readonly field: string }) =>
      differences.some((listed) => listed.field === field && (listed.events?.includes(type) ?? true));
    assert.deepEqual(
      found.filter((one) => !isListed(one)),
      [],
    );
    const fields = new Set(found.map(({ field }) => field));
    assert.deepEqual(
      differences.filter(({ field }) => !fields.has(field)),
      [],
    );
  });

  it('asks no permission of the collector, where the retired client asks before each request', () => {
    assert.equal(ours.preflights, 0);
    assert.equal(original.preflights, original.requests);
  });
});
