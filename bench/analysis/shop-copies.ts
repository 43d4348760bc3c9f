import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type ProjectId, storeLayout } from '@millstream/core';
import { startProduct } from '../product.ts';

/** A warehouse full of a demo shop's events. */
export interface ShopWarehouse {
  readonly folder: string;
  readonly warehousePath: string;
  readonly lakeDir: string;
  /** Stored events, bots included. */
  readonly events: number;
}

const demoEvents = 245_000;
/** Copies begin up to an hour before or after their original, each user of each copy at a moment of its own. */
const shift = '((hash(user_pseudo_id, r.k) % 7200000)::BIGINT - 3600000)';
const later = (column: string) => `make_timestamp((epoch_ms(${column}) + ${shift}) * 1000)`;
/** In front, so that session ids, which hold the end of the device's id, stay in the form that clients give them. */
const copied = (column: string) => `CASE WHEN ${column} IS NULL THEN NULL ELSE r.k || '-' || ${column} END`;
/** Tables derived from the events, made anew at the next opening. */
const derivedTables = [
  'activity_state',
  'activity',
  'activity_unsorted',
  'person',
  'former_user',
  'session_number',
  'rollup_state',
  'rollup_state',
];

/** The demo shop's 30 days, made by the product itself and kept hot. */
async function demoShop(folder: string): Promise<void> {
  process.env.MILLSTREAM_MODELING__HOT_DAYS = '100000';
  const product = await startProduct(folder);
  try {
    product.command('demo', '--no-live', '--events', String(demoEvents));
  } finally {
    await product.stop();
    delete process.env.MILLSTREAM_MODELING__HOT_DAYS;
  }
}

/** Fills a warehouse by SQL: the demo's rows again and again, with users, sessions and ids of their own. */
export async function shopOfSize(root: string, events: number): Promise<ShopWarehouse> {
  const folder = mkdtempSync(join(root, `shop-${events}-`));
  await demoShop(folder);
  const layout = storeLayout(join(folder, 'data'), 'first' as ProjectId);
  const stored = await multiply(layout.warehouse, events);
  return { folder, warehousePath: layout.warehouse, lakeDir: layout.lake, events: stored };
}

/** Removes a shop. */
export async function removeShop({ folder }: ShopWarehouse): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

async function multiply(path: string, events: number): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '3GB',
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  const count = async () => {
    const reader = await connection.runAndReadAll('SELECT count(*) FROM w.stored.event');
    return Number(reader.getRows()[0]?.[0] ?? 0);
  };
  try {
    await connection.run(`ATTACH '${path}' AS w`);
    const copies = Math.round(events / (await count()));
    if (copies > 1) for (const sql of copyStatements(copies)) await connection.run(sql);
    await connection.run('CHECKPOINT w');
    return await count();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function copyStatements(copies: number): readonly string[] {
  const ids = `${copied('user_pseudo_id')} AS user_pseudo_id, ${copied('user_id')} AS user_id`;
  return [
    ...derivedTables.map((table) => `DELETE FROM w.stored.${table}`),
    'UPDATE w.stored.user SET user_no = NULL, keyed_user_id = NULL',
    `INSERT INTO w.stored.event SELECT e.* REPLACE (
       ${later('event_timestamp')} AS event_timestamp, ingest_time_msec + ${shift} AS ingest_time_msec,
       md5(coalesce(event_uuid::VARCHAR, event_text) || r.k)::UUID AS event_uuid, NULL AS event_text,
       ${ids})
     FROM w.stored.event e, range(1, ${copies}) r(k)`,
    `INSERT INTO w.stored.user SELECT e.* REPLACE (
       ${ids}, ${later('event_timestamp')} AS event_timestamp, first_touch_time_msec + ${shift} AS first_touch_time_msec)
     FROM w.stored.user e, range(1, ${copies}) r(k)`,
    `INSERT INTO w.stored.session SELECT e.* REPLACE (
       ${ids}, ${later('event_timestamp')} AS event_timestamp)
     FROM w.stored.session e, range(1, ${copies}) r(k)`,
  ];
}
