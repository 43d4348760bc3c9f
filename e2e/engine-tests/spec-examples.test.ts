import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type BatchCase, batchCases } from '../spec-cases/batches.ts';
import { bodyCases, cleaningCases, oldEventCases } from '../spec-cases/cleaning.ts';
import { customValueCases } from '../spec-cases/custom-values.ts';
import { deviceCases } from '../spec-cases/devices.ts';
import { fieldColumnCases } from '../spec-cases/field-columns.ts';
import { fieldKindCases } from '../spec-cases/field-kinds.ts';
import { lengthAndItemCases } from '../spec-cases/lengths-and-items.ts';
import { openProcessRuns, type ProcessedRows, type Row } from '../spec-cases/process-run.ts';
import {
  type JsonObject,
  rawRecord,
  recordOf,
  requiredFields,
  type SpecCase,
} from '../spec-cases/spec-case.ts';
import { thirdPartyCases } from '../spec-cases/third-party.ts';
import { timeCases } from '../spec-cases/times.ts';
import { trafficSourceCases } from '../spec-cases/traffic-sources.ts';
import { urlCases } from '../spec-cases/urls.ts';

const runs = openProcessRuns();
after(() => runs.remove());

const sections: Readonly<Record<string, readonly SpecCase[]>> = {
  'checks and filters': cleaningCases,
  'old events': oldEventCases,
  'kinds of fields': fieldKindCases,
  'columns of fields': fieldColumnCases,
  'custom values': customValueCases,
  times: timeCases,
  URLs: urlCases,
  'traffic sources': trafficSourceCases,
  devices: deviceCases,
  'lengths and items': lengthAndItemCases,
};
const cases = Object.entries(sections).flatMap(([section, list]) =>
  list.map((spec, index) => ({ id: `${section} ${index}`, section, spec })),
);
const bodies = bodyCases.map((spec, index) => ({ id: `body-${index}`, spec }));

/** The cases of one day in one run; those of another day in theirs. */
async function processCases(isOld: boolean): Promise<ProcessedRows> {
  const chosen = cases.filter(({ section }) => (section === 'old events') === isOld);
  const records = chosen.map(({ id, spec }) => recordOf(id, spec));
  const bodyRecords = bodies.map(({ id, spec }) =>
    rawRecord(`rid ${id}`, spec.data(requiredFields(id)), spec.record),
  );
  return runs.process(
    isOld ? 'old' : 'cases',
    isOld ? records : [...records, ...bodyRecords],
    '--apps',
    'shop',
  );
}

function checkColumns(row: Row | undefined, expected: JsonObject): void {
  assert.ok(row, 'there is no row');
  for (const [name, value] of Object.entries(expected)) {
    const isJsonText = typeof value === 'object' && value !== null && '$json' in value;
    // Names of events that gave a user or session its halves stand in process_info.
    const found: unknown = name in row ? row[name] : ((row.process_info as Row)[name] ?? null);
    if (isJsonText) assert.deepEqual(JSON.parse(String(found)), value.$json, name);
    else assert.deepEqual(found, value, name);
  }
}

function checkRows(rows: readonly Row[], expected: readonly JsonObject[]): void {
  const sorted = [...rows].sort((a, b) => (String(a.item_id) < String(b.item_id) ? -1 : 1));
  assert.equal(sorted.length, expected.length);
  for (const [index, columns] of expected.entries()) checkColumns(sorted[index], columns);
}

function checkCase(id: string, spec: SpecCase, tables: ProcessedRows): void {
  const row = tables.events.find(({ event_id }) => event_id === id);
  const reasons = tables.rejects.filter(({ rid }) => rid === `rid ${id}`).map(({ reason }) => reason);
  assert.deepEqual(reasons, spec.rejected === undefined ? [] : [spec.rejected]);
  if (spec.rejected !== undefined) {
    assert.equal(row, undefined);
    return;
  }
  checkColumns(row, spec.row ?? {});
  const processInfo = row?.process_info as Row;
  for (const [name, value] of Object.entries(spec.processInfo ?? {})) {
    assert.equal(processInfo[name], value, name);
  }
  const ofUser = (rows: readonly Row[]) =>
    rows.find(({ user_pseudo_id }) => user_pseudo_id === row?.user_pseudo_id);
  if (spec.user !== undefined) checkColumns(ofUser(tables.users), spec.user);
  if (spec.items !== undefined)
    checkRows(
      tables.items.filter(({ event_id }) => event_id === id),
      spec.items,
    );
  if (spec.session === null) assert.equal(ofUser(tables.sessions), undefined);
  else if (spec.session !== undefined) checkColumns(ofUser(tables.sessions), spec.session);
}

const [current, old] = await Promise.all([processCases(false), processCases(true)]);
for (const section of Object.keys(sections)) {
  describe(section, () => {
    for (const { id, spec } of cases.filter((entry) => entry.section === section)) {
      it(spec.rule, () => checkCase(id, spec, section === 'old events' ? old : current));
    }
  });
}

describe('bodies', () => {
  for (const { id, spec } of bodies) {
    it(spec.rule, () => {
      assert.equal(current.events.filter(({ event_id }) => event_id === id).length, spec.rows);
      const rejects = current.rejects.filter(({ rid }) => rid === `rid ${id}`);
      assert.deepEqual(
        rejects.map(({ reason }) => reason),
        spec.rejected ?? [],
      );
    });
  }
});

function checkKeyed(
  rows: readonly Row[],
  key: string,
  expected: Readonly<Record<string, JsonObject | null>>,
): void {
  for (const [id, columns] of Object.entries(expected)) {
    const found = rows.filter((row) => row[key] === id);
    assert.equal(found.length, columns === null ? 0 : 1, id);
    if (columns !== null) checkColumns(found[0], columns);
  }
}

function checkBatch(spec: BatchCase, tables: ProcessedRows): void {
  checkKeyed(tables.users, 'user_pseudo_id', spec.users);
  checkKeyed(tables.sessions, 'session_id', spec.sessions);
  for (const [id, names] of Object.entries(spec.events ?? {})) {
    const found = tables.events.filter(({ event_id }) => event_id === id);
    assert.deepEqual(
      found.map(({ event_name }) => event_name),
      names,
    );
  }
  assert.equal(tables.summary.events.duplicate, spec.duplicates ?? 0);
}

describe('batches that share a state', async () => {
  for (const [index, spec] of batchCases.entries()) {
    const records = spec.records.map(({ events, record }, at) =>
      rawRecord(`r-${index}-${at}`, JSON.stringify(events), record),
    );
    const tables = await runs.process(`batch-${index}`, records, '--state', runs.folder('state'));
    it(spec.rule, () => checkBatch(spec, tables));
  }
});

describe('other transformers', async () => {
  for (const spec of thirdPartyCases) {
    const tables = await runs.process(
      spec.transformer,
      [rawRecord('rid', spec.data)],
      '--transformer',
      spec.transformer,
    );
    it(spec.rule, () => {
      assert.deepEqual(tables.events.map(({ event_id }) => event_id).sort(), Object.keys(spec.rows).sort());
      checkKeyed(tables.events, 'event_id', spec.rows);
      checkKeyed(tables.users, 'user_pseudo_id', spec.users ?? {});
      checkRows(tables.items, spec.items ?? []);
      assert.equal(tables.sessions.length, spec.sessions ?? 0);
    });
  }
});
