import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { emptyRequestLinePrefix, type StagedReject } from '@millstream/core';
import fc from 'fast-check';
import type { EventRow } from '../rows/event-row.ts';
import {
  anEvent,
  ingestMs,
  recordLine,
  type StagedRows,
  stageEvent,
  stageLines,
} from '../test-support/staged-rows.ts';

const hourMs = 3_600_000;

function sum(rows: StagedRows, field: 'accepted' | 'decoded' | 'undecodable' | 'empty' | 'events'): number {
  return rows.counts.reduce((total, count) => total + count[field], 0);
}

/** The two balances of the ledger, as far as a chunk decides them. */
function assertBalanced(rows: StagedRows, lineCount: number): void {
  const eventRejects = rows.rejects.filter(({ event_index }) => event_index >= 0).length;
  assert.equal(sum(rows, 'accepted'), lineCount);
  assert.equal(sum(rows, 'accepted'), sum(rows, 'decoded') + sum(rows, 'undecodable') + sum(rows, 'empty'));
  assert.equal(sum(rows, 'undecodable'), rows.rejects.length - eventRejects);
  assert.equal(sum(rows, 'events'), rows.events.length + eventRejects);
  const places = [...rows.events, ...rows.rejects].map((row) => `${row.file} ${row.line} ${row.event_index}`);
  assert.equal(new Set(places).size, places.length, 'each event has one place');
}

function reasons(rejects: readonly StagedReject[]): string[] {
  return rejects.map(({ reason }) => reason);
}

describe('chunk pipeline', () => {
  it('keeps the neighbours of bad events and tells where each came from', async () => {
    const body =
      '[{"event_id":"x"}, 5,{"event_type":"n","event_id":"e","app_id":"shop_web","timestamp":1772359200000}]';
    const rows = await stageLines([recordLine(body)]);
    assert.deepEqual(
      rows.events.map(({ event_index, event_name }) => [event_index, event_name]),
      [[2, 'n']],
    );
    assert.deepEqual(
      rows.rejects.map(({ event_index, reason, text }) => [event_index, reason, text]),
      [
        [0, 'event_field_missing', '{"event_id":"x"}'],
        [1, 'event_not_object', '5'],
      ],
    );
    assertBalanced(rows, 1);
  });

  it('tells of a rejected event what is known', async () => {
    const rows = await stageEvent({ app_id: 'other', event_id: 'x'.repeat(300) });
    assert.deepEqual(rows.rejects, [
      {
        file: 0,
        line: 0,
        event_index: 0,
        reason: 'app_not_registered',
        app_id: 'shop_web',
        rid: '0123456789abcdef0123456789abcdef',
        ingest_time_msec: ingestMs,
        event_id: 'x'.repeat(255),
        event_name: 'buy',
        text: JSON.stringify(anEvent({ app_id: 'other', event_id: 'x'.repeat(300) })),
      },
    ]);
  });

  it('counts requests under their own app and events under theirs, by hour of ingest', async () => {
    const bodies = [anEvent({ app_id: 'shop_ios' }), anEvent({ app_id: 'nobody' }), anEvent()];
    const later = { appId: 'shop_ios', ingest_time: ingestMs + hourMs };
    const lines = [recordLine(bodies), recordLine('[', later), recordLine('', later)];
    const rows = await stageLines(lines, { settings: { apps: ['shop_web', 'shop_ios'] } });
    const hour = Math.floor(ingestMs / hourMs) * hourMs;
    const none = { accepted: 0, decoded: 0, undecodable: 0, empty: 0, events: 0 };
    const order = (a: { hour_ms: number; app_id: string }, b: typeof a) =>
      a.hour_ms - b.hour_ms || (a.app_id < b.app_id ? -1 : 1);
    assert.deepEqual(rows.counts.toSorted(order), [
      { ...none, file: 0, app_id: 'shop_ios', hour_ms: hour, events: 1 },
      { ...none, file: 0, app_id: 'shop_web', hour_ms: hour, accepted: 1, decoded: 1, events: 2 },
      { ...none, file: 0, app_id: 'shop_ios', hour_ms: hour + hourMs, accepted: 2, undecodable: 1, empty: 1 },
    ]);
  });

  it('gives no reject for a request that the collector counted as empty', async () => {
    const rows = await stageLines([`${emptyRequestLinePrefix}"appId":"shop_web","ingest_time":${ingestMs}}`]);
    assert.deepEqual([rows.rejects, sum(rows, 'empty')], [[], 1]);
    assertBalanced(rows, 1);
  });

  it('waives the age of imported events, not their future', async () => {
    const lines = [recordLine([anEvent({ timestamp: 1 }), anEvent({ timestamp: ingestMs * 2 })])];
    assert.deepEqual(reasons((await stageLines(lines)).rejects), ['too_old', 'in_future']);
    assert.deepEqual(reasons((await stageLines(lines, { anyAge: true })).rejects), ['in_future']);
  });

  it('cuts columns to their length, but neither maps nor anything when told not to', async () => {
    const long = 'ä'.repeat(200);
    const fields = { make: long, x: long, items: [{ id: 'i', name: long }] };
    const cut = await stageEvent(fields);
    assert.equal(cut.events[0]?.device_manufacturer, 'ä'.repeat(127));
    assert.equal(cut.items[0]?.name, 'ä'.repeat(127));
    assert.equal(cut.events[0]?.custom_parameters?.x?.value, long);
    const whole = await stageEvent(fields, { settings: { lengthCheck: false } });
    assert.equal(whole.events[0]?.device_manufacturer, long);
  });

  it('reads an event nested a hundred thousand deep without harm to its neighbours', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const good = JSON.stringify(anEvent());
    const bodies = [good, good.replace('}', `,"x":${deep}}`), good.replace('}', ',"n":1.0}')];
    const rows = await stageLines([recordLine(`[${bodies.join(',')}]`)]);
    assert.deepEqual(
      rows.events.map(({ event_index }) => event_index),
      [0, 1, 2],
    );
    assert.equal(rows.events[1]?.custom_parameters?.x?.value, deep);
    assertBalanced(rows, 1);
  });

  it('judges bots by the whole user agent, keeps their rows and drops their items', async () => {
    const ua = `${'x'.repeat(300)} Bot`;
    const judge = (userAgent: string | undefined) =>
      userAgent?.endsWith('Bot') ? { isBot: true, reason: 'test:Bot' } : { isBot: false };
    const rows = await stageEvent({ items: [{ id: 'i' }] }, { steps: { judge }, record: { ua } });
    assert.deepEqual(
      [rows.events[0]?.is_bot, rows.events[0]?.bot_reason, rows.items],
      [true, 'test:Bot', []],
    );
    assert.equal('ua' in (rows.events[0] ?? {}), false);
    assert.equal('ip' in (rows.events[0] ?? {}), false);
  });
});

describe('enrichment steps', () => {
  it('run in their order after the cut, and one that throws costs its event only', async () => {
    const seen: string[] = [];
    const first = (row: EventRow) => {
      seen.push(`first ${row.device_carrier?.length}`);
      if (row.event_id === 'bad') throw new Error('no such place');
      row.geo_city = 'Rome';
    };
    const rows = await stageLines(
      [recordLine([anEvent({ carrier: 'c'.repeat(300) }), anEvent({ event_id: 'bad' })])],
      {
        steps: {
          enrichments: [
            { kind: 'row', name: 'one', enrich: first },
            {
              kind: 'rows',
              name: 'two',
              enrich: async (given) => {
                for (const row of given) seen.push(`second ${row.geo_city}`);
                return [];
              },
            },
          ],
        },
      },
    );
    assert.deepEqual(seen, ['first 255', 'first undefined', 'second Rome']);
    assert.deepEqual(
      rows.rejects.map(({ reason, detail }) => [reason, detail]),
      [['transform_failed', 'no such place']],
    );
    assertBalanced(rows, 1);
  });

  it('let a plug-in reject rows by name', async () => {
    const rows = await stageLines([recordLine([anEvent(), anEvent({ event_id: 'e-2' })])], {
      steps: {
        enrichments: [
          {
            kind: 'rows',
            name: 'consent',
            enrich: async (given) => given.map(({ event_id }) => (event_id === 'e-2' ? 'opted out' : null)),
          },
        ],
      },
    });
    assert.deepEqual(
      rows.events.map(({ event_id }) => event_id),
      ['e-1'],
    );
    assert.deepEqual(
      rows.rejects.map(({ reason, detail, event_index, text }) => [
        reason,
        detail,
        event_index,
        JSON.parse(text),
      ]),
      [['plugin_rejected', 'consent: opted out', 1, anEvent({ event_id: 'e-2' })]],
    );
    assertBalanced(rows, 1);
  });
});

describe('transformer plug-in', () => {
  it('gives events that go the ordinary way; what it does not answer is rejected whole', async () => {
    const lines = [recordLine('a'), recordLine('b'), recordLine('c')];
    const transform = async () => [
      {
        kind: 'events',
        events: [anEvent({ n: 1 }), { broken: Number.NaN }, undefined],
        rejects: [{ reason: 'no user', text: '{"type":"track"}' }],
      } as const,
      { kind: 'rejected', reason: 'plugin_failed', detail: 'timed out' } as const,
    ];
    const steps = { transform: { kind: 'plugin', plugin: { name: 'segment', transform } } } as const;
    const rows = await stageLines(lines, { steps });
    assert.deepEqual(
      rows.events.map(({ custom_parameters_json_str }) => custom_parameters_json_str),
      ['{"n":1}'],
    );
    assert.deepEqual(
      rows.rejects.map(({ line, event_index, reason, detail }) => [line, event_index, reason, detail]),
      [
        [0, 1, 'event_field_missing', 'event_id'],
        [0, 2, 'event_not_object', undefined],
        [0, 3, 'plugin_rejected', 'segment: no user'],
        [1, -1, 'plugin_failed', 'segment: timed out'],
        [2, -1, 'plugin_failed', 'segment: no answer for the record'],
      ],
    );
    assertBalanced(rows, 3);
  });
});

const names = fc.constantFrom(
  ...[
    '__proto__',
    'constructor',
    'toString',
    'event_type',
    'event_name',
    'event_id',
    'app_id',
    'timestamp',
    'user',
  ],
  ...[
    'attributes',
    'items',
    'zone_offset',
    '_user_id',
    'value',
    'set_timestamp',
    'id',
    '_page_url',
    '_entrances',
    'x',
  ],
);
const { tree: hostileValue } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      null,
      true,
      0,
      -1,
      1.5,
      1e300,
      ingestMs,
      '',
      'shop_web',
      '_profile_set',
      '\ud800',
      '9'.repeat(30),
    ),
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withQueryParameters: true }),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.array(fc.tuple(names, tie('tree')), { maxLength: 6 }).map((members) => {
      const object: Record<string, unknown> = Object.create(null);
      for (const [name, value] of members) object[name] = value;
      return object;
    }),
  ),
}));
const hostileEvent = fc.dictionary(names, hostileValue, { maxKeys: 8 }).map((fields) =>
  JSON.stringify(anEvent(fields))
    .replace(/1\.5/g, '1.0')
    .replace(/"9{30}"/g, '9'.repeat(30)),
);
const hostileLine = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.array(hostileEvent, { maxLength: 3 }).map((events) => recordLine(`[${events.join(',')}]`)),
  hostileEvent.map((event) => recordLine(gzipSync(event).toString('base64'))),
  fc
    .tuple(fc.json(), hostileValue)
    .map(([data, appId]) => JSON.stringify({ data, appId, ingest_time: data.length })),
  fc.uint8Array().map((bytes) => recordLine(Buffer.from(bytes).toString('base64'))),
);

describe('any input', () => {
  it('never throws, and every line and event is counted once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileLine, { maxLength: 6 }), async (lines) => {
        assertBalanced(await stageLines(lines), lines.length);
      }),
      { numRuns: 400 },
    );
  });

  it('gives the same rows however the lines are split into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileLine, { maxLength: 4 }), async (lines) => {
        const whole = await stageLines(lines);
        const parts = await Promise.all(lines.map((line) => stageLines([line])));
        const strip = (rows: readonly object[]) => rows.map((row) => ({ ...row, line: 0 }));
        assert.deepEqual(strip(parts.flatMap(({ events }) => events)), strip(whole.events));
        assert.deepEqual(strip(parts.flatMap(({ items }) => items)), strip(whole.items));
        assert.equal(parts.flatMap(({ rejects }) => rejects).length, whole.rejects.length);
      }),
      { numRuns: 100 },
    );
  });
});
