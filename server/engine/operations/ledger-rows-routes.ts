import { CodedError, type StoreLayout } from '@millstream/core';
import { eventCounts, requestCounts, type Warehouse } from '@millstream/modeling';
import { decodeBody, readLine } from '@millstream/processing';
import {
  findSchema,
  type LedgerRowsQuery,
  ledgerFilterOf,
  ledgerHoursSchema,
  ledgerRowsSchema,
  rawRecordSchema,
} from '../../operations/ledger-calls.ts';
import { parsed } from '../../supervisor/parse-request.ts';
import type { ApiHandler } from '../json-api.ts';
import { findAnything } from './find-anything.ts';
import { keptFile, linesOf } from './raw-lines.ts';
import { eachRequest, requestRows } from './request-rows.ts';
import { waitingHours } from './waiting-hours.ts';

/** Rows that a download reads at once. */
const downloadRows = 2_000;
/** Events of a raw record that the detail shows. */
const shownEvents = 200;

/** What the rows behind the ledger are read from. */
export interface LedgerRowsParts {
  readonly warehouse: Warehouse;
  readonly layout: StoreLayout;
}

const requestCountOf = ({ count }: LedgerRowsQuery) => requestCounts.find((name) => name === count);
const eventCountOf = ({ count }: LedgerRowsQuery) => eventCounts.find((name) => name === count);

async function rowsOf(
  parts: LedgerRowsParts,
  query: LedgerRowsQuery,
  page: { offset: number; limit: number },
) {
  const request = requestCountOf(query);
  if (request !== undefined)
    return { kind: 'requests', ...(await requestRows(parts, query, { ...page, count: request })) };
  const count = eventCountOf(query) ?? 'events';
  return {
    kind: 'events',
    ...(await parts.warehouse.ledgerEvents(filterOf(query, count), page)),
    notKept: 0,
  };
}

function filterOf(query: LedgerRowsQuery, count: (typeof eventCounts)[number]) {
  const { reason } = query;
  return { count, ...ledgerFilterOf(query), ...(reason === undefined ? {} : { reason }) };
}

/** Every row behind a number, for a download. */
async function* allRows(parts: LedgerRowsParts, query: LedgerRowsQuery): AsyncGenerator<object, void> {
  const request = requestCountOf(query);
  if (request !== undefined) {
    yield* eachRequest(parts, query, request);
    return;
  }
  const filter = filterOf(query, eventCountOf(query) ?? 'events');
  for (let offset = 0; ; offset += downloadRows) {
    const { items } = await parts.warehouse.ledgerEvents(filter, { offset, limit: downloadRows });
    yield* items;
    if (items.length < downloadRows) return;
  }
}

/** A raw record with what its body decodes to. */
async function rawRecord(layout: StoreLayout, file: string, line: number) {
  const text = (await linesOf(layout, file, new Set([line]))).get(line);
  if (text === undefined) throw new CodedError('RAW_RECORD_NOT_KEPT', { file, line });
  const kept = await keptFile(layout, file);
  const { record, outcome } = readLine({ file: 0, line, text }, kept?.mtimeMs ?? 0);
  const decoded = outcome === 'readable' ? decodeBody(record.data) : null;
  return {
    file,
    line,
    text,
    rid: record.rid,
    appId: record.appId,
    ingestMs: record.ingestMs,
    events: decoded?.kind === 'events' ? decoded.events.slice(0, shownEvents) : [],
    eventCount: decoded?.kind === 'events' ? decoded.events.length : 0,
    undecodable: decoded?.kind === 'undecodable' ? decoded.detail : null,
  };
}

/** Calls for the rows behind the numbers of the ledger. */
export function ledgerRowsRoutes(parts: LedgerRowsParts): Readonly<Record<string, ApiHandler>> {
  return {
    'POST /operations/ledger': async ({ body }) => {
      const { app, sinceMs, untilMs } = parsed(ledgerHoursSchema, body);
      const filter = ledgerFilterOf({ count: 'accepted', app, sinceMs, untilMs });
      const waiting = await waitingHours(parts.layout, parts.warehouse);
      return { ...(await parts.warehouse.ledger(filter)), waiting };
    },
    'POST /operations/waiting': () => waitingHours(parts.layout, parts.warehouse),
    'POST /operations/find': ({ body }) => findAnything(parts, parsed(findSchema, body).id),
    'POST /operations/ledger-rows': ({ body }) => {
      const { offset, limit, ...query } = body;
      const page = { offset: Number(offset ?? 0), limit: Number(limit ?? 50) };
      return rowsOf(parts, parsed(ledgerRowsSchema, query), page);
    },
    'POST /operations/ledger-download': async ({ body }) => allRows(parts, parsed(ledgerRowsSchema, body)),
    'POST /operations/raw-record': ({ body }) => {
      const { file, line } = parsed(rawRecordSchema, body);
      return rawRecord(parts.layout, file, line);
    },
  };
}
