import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { EventRow } from '../rows/event-row.ts';
import { fixtureName, openPluginFixture, rowsOf } from './plugin-fixture.ts';

const fixture = openPluginFixture();
/** Calls that end by themselves have time enough on a busy machine too. */
const limits = { callMs: 30_000, residentMb: 160, heapMb: 32 };

/** Lives and is no zombie that waits to be read. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync(`/proc/${pid}/stat`) || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let step = 0; step < 1200 && !isTrue(); step++) await pause(25);
  assert.ok(isTrue());
}

const regions = (rows: readonly EventRow[]) => rows.map(({ geo_region: region }) => region);

describe('the bounds of a plug-in', () => {
  const breaks: readonly [what: string, body: string, reason: RegExp][] = [
    ['loops endlessly', 'for (;;);', /longer than 400 ms/],
    ['waits endlessly', 'await new Promise(() => {});', /longer than 400 ms/],
    [
      'fills buffers outside the heap',
      'globalThis.kept = []; for (;;) { kept.push(Buffer.alloc(5e6, 1)); await new Promise(setImmediate); }',
      /160 MB of memory/,
    ],
    [
      'fills buffers without a pause',
      'globalThis.kept = []; for (;;) kept.push(Buffer.alloc(5e6, 1));',
      /160 MB of memory/,
    ],
    ['fills the heap', 'globalThis.kept = []; for (;;) kept.push({ a: [1, 2, kept.length] });', /MB of/],
    ['nests calls without end', 'const f = () => f() + 1; f();', /call stack/i],
    ['throws', `throw new Error('no');`, /no/],
    ['throws nothing', 'throw undefined;', /undefined/],
    ['returns nothing', '', /array of rows/],
    ['returns fewer rows', 'return [];', /0 rows for 1/],
    ['returns no rows', 'return [null];', /no row at 0/],
    ['returns what cannot be sent', 'rows[0].geo_city = () => 1; return rows;', /could not be cloned/],
    ['fills a column that is not there', 'rows[0].colour = "red"; return rows;', /colour is not a column/],
    ['changes the id', 'rows[0].event_id = "x"; return rows;', /event_id is not a column/],
    ['changes the app', 'rows[0].app_id = "x"; return rows;', /app_id is not a column/],
    ['calls someone a person', 'rows[0].is_bot = false; return rows;', /is_bot is not a column/],
    ['fills text with a number', 'rows[0].geo_city = 5; return rows;', /geo_city of row 0 cannot hold 5/],
    ['fills a number with text', 'rows[0].event_value = "5"; return rows;', /event_value of row 0/],
    ['fills a number with NaN', 'rows[0].event_value = NaN; return rows;', /event_value of row 0/],
    [
      'fills an integer with a fraction',
      'rows[0].session_number = 1.5; return rows;',
      /session_number of row 0/,
    ],
    [
      'fills a small integer with a large one',
      'rows[0].device_screen_width = 2 ** 31; return rows;',
      /device_screen_width/,
    ],
    ['rejects without a text', 'rows[0].rejected = true; return rows;', /rejected is not text/],
    ['gives a parameter that is no JSON', 'rows[0].custom_parameters = { f() {} }; return rows;', /not JSON/],
    [
      'gives a parameter without a name',
      'rows[0].custom_parameters = { "": 1 }; return rows;',
      /without a name/,
    ],
    [
      'answers with more than the limit',
      'rows[0].geo_city = "x".repeat(70e6); return rows;',
      /MB of memory|the result has/,
    ],
  ];
  for (const [what, body, reason] of breaks) {
    it(`keep the event as it is when the plug-in ${what}`, async () => {
      const isEndless = /longer than 400 ms/.test(reason.source);
      const runner = await fixture.enrichment(body, {
        limits: isEndless ? { ...limits, callMs: 400 } : limits,
      });
      const rows = rowsOf({ event_value: 1 });
      const before = structuredClone(rows);
      assert.deepEqual(await runner.enrich(fixtureName, rows), { rejected: new Map(), failedRows: 1 });
      assert.deepEqual(rows, before);
      const counts = runner.counts.get(fixtureName);
      assert.equal(counts?.failed, 1);
      assert.match(counts?.lastFailure ?? '', reason);
      await runner.close();
    });
  }

  it('cost only the rows that break it, also when each kills its process', async () => {
    const body = `for (const row of rows) {
      if (row.event_name === 'loop') for (;;);
      if (row.event_name === 'throw') throw new Error('bad row');
      row.geo_region = 'done';
    }
    return rows;`;
    const runner = await fixture.enrichment(body, { limits: { ...limits, callMs: 1500 } });
    const rows = rowsOf(...Array.from({ length: 40 }, (_, index) => ({ event_name: `e${index}` })));
    for (const [index, name] of [
      [7, 'throw'],
      [23, 'loop'],
      [31, 'throw'],
    ] as const) {
      (rows[index] as EventRow).event_name = name;
    }
    const { failedRows } = await runner.enrich(fixtureName, rows);
    assert.equal(failedRows, 3);
    const expected = rows.map((_, index) => ([7, 23, 31].includes(index) ? undefined : 'done'));
    assert.deepEqual(regions(rows), expected);
  });

  it('end its process a moment after its batch', async () => {
    const runner = await fixture.enrichment('return rows;', { limits: { idleMs: 50 } });
    assert.deepEqual(runner.pids, []);
    await runner.enrich(fixtureName, rowsOf({}));
    const [pid] = runner.pids;
    assert.ok(pid);
    await until(() => !isAlive(pid) && runner.pids.length === 0);
    assert.deepEqual(await runner.enrich(fixtureName, rowsOf({})), { rejected: new Map(), failedRows: 0 });
  });

  it('show only the columns that it reads', async () => {
    const body = 'for (const row of rows) row.geo_region = Object.keys(row).sort().join(); return rows;';
    const runner = await fixture.enrichment(body, { reads: ['event_name', 'custom_parameters.a'] });
    const typed = { value: '1', type: 'number' } as const;
    const rows = rowsOf({ user_id: 'ann', custom_parameters: { a: typed, b: typed } });
    await runner.enrich(fixtureName, rows);
    assert.deepEqual(regions(rows), ['custom_parameters,event_name']);
  });

  it('let it fill, empty and reject', async () => {
    const body = `rows[0].geo_city = 'Rome'; rows[0].event_value = 2.5; rows[0].outbound_link = true;
      rows[0].page_view_page_url_query_parameters = { a: 'b' }; rows[0].geo_metro = 'x'.repeat(300);
      rows[0].custom_parameters = { ...rows[0].custom_parameters, n: 2, list: [1, { a: null }], gone: null, t: 'x' };
      rows[1].event_value = null; rows[2].rejected = 'test traffic';
      return [rows[0], rows[1], { rejected: 'test traffic' }];`;
    const runner = await fixture.enrichment(body, { reads: ['event_value', 'custom_parameters'] });
    const rows = rowsOf(
      {
        custom_parameters: {
          big: { value: '12345678901234567890', type: 'number' },
          gone: { value: 'x', type: 'string' },
        },
      },
      { event_value: 1 },
      {},
    );
    const result = await runner.enrich(fixtureName, rows);
    assert.deepEqual([...result.rejected], [[2, 'test traffic']]);
    const [first, second] = rows;
    assert.equal(first?.geo_city, 'Rome');
    assert.equal(first?.event_value, 2.5);
    assert.equal(first?.outbound_link, true);
    assert.deepEqual(first?.page_view_page_url_query_parameters, { a: 'b' });
    assert.equal(first?.geo_metro, 'x'.repeat(255));
    assert.equal(
      first?.custom_parameters_json_str,
      '{"big":12345678901234567890,"list":[1,{"a":null}],"n":2,"t":"x"}',
    );
    assert.equal(second?.event_value, undefined);
  });

  const hostFile = fileURLToPath(new URL('./plugin-host-process.ts', import.meta.url));
  for (const [what, body] of [
    ['idle', 'return rows;'],
    ['in an endless loop', 'for (;;);'],
  ] as const) {
    const plugin = fixture.write(
      `left-${what.length}.js`,
      `export default { name: 'left', version: '1', apiVersion: 1, kind: 'enrichment', reads: [], enrich(rows) { ${body} } };`,
    );

    it(`end a process that is ${what} when its server is killed`, async (test) => {
      const host = spawn(process.execPath, [hostFile, plugin], { stdio: ['ignore', 'pipe', 'inherit'] });
      test.after(() => host.kill('SIGKILL'));
      const [line] = await once(host.stdout, 'data');
      const pid = Number(String(line));
      assert.ok(isAlive(pid));
      host.kill('SIGKILL');
      await until(() => !isAlive(pid));
    });

    it(`end a process that is ${what} when its thread is ended`, async (test) => {
      const worker = new Worker(hostFile, { workerData: plugin });
      test.after(() => worker.terminate());
      const [pid] = await once(worker, 'message');
      assert.ok(isAlive(pid));
      await worker.terminate();
      await until(() => !isAlive(pid));
    });
  }
});
