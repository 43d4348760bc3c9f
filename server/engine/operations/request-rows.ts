import type { RejectReason, StoreLayout } from '@millstream/core';
import type { LedgerFile, Page, PageOf, RequestCount, Warehouse } from '@millstream/modeling';
import { readLine } from '@millstream/processing';
import { type LedgerRowsQuery, ledgerFilterOf } from '../../operations/ledger-calls.ts';
import { keptFile, rawLines } from './raw-lines.ts';

const hourMs = 3_600_000;
/** Characters of a raw record that a list shows; the detail has all of them. */
const shownCharacters = 2_000;

/** A request behind a number of the ledger. */
export interface LedgerRequest {
  readonly rid: string;
  readonly appId: string;
  readonly ingestMs: number;
  readonly file: string;
  readonly line: number;
  readonly outcome: 'decoded' | 'undecodable' | 'empty';
  readonly why: RejectReason | null;
  /** Characters of the raw record. */
  readonly length: number;
  /** The raw record, cut at 2,000 characters. */
  readonly text: string;
}

/** Requests of a list that could not be read: their raw files are not kept any longer. */
export interface LedgerRequests extends Page<LedgerRequest> {
  readonly notKept: number;
}

/** What the reading of requests works with. */
export interface RequestRowsParts {
  readonly warehouse: Pick<Warehouse, 'ledgerFiles'>;
  readonly layout: StoreLayout;
}

/** Reads the requests of one file that are behind the number, in order. */
async function* requestsOf(
  layout: StoreLayout,
  { file, undecodable }: LedgerFile,
  query: LedgerRowsQuery,
): AsyncGenerator<LedgerRequest, void> {
  const kept = await keptFile(layout, file);
  if (kept === null) return;
  const refused = new Map(undecodable.map(({ line, reason }) => [line, reason]));
  for await (const { line, text } of rawLines(kept.path)) {
    const { record, outcome } = readLine({ file: 0, line, text }, kept.mtimeMs);
    const reason = refused.get(line) ?? null;
    const found = reason !== null ? 'undecodable' : outcome === 'empty' ? 'empty' : 'decoded';
    if (query.app !== undefined && record.appId !== query.app) continue;
    if (query.count !== 'accepted' && query.count !== found) continue;
    const hour = record.ingestMs - (record.ingestMs % hourMs);
    if (hour < (query.sinceMs ?? hour) || hour >= (query.untilMs ?? hour + 1)) continue;
    const shown = text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
    const { rid, appId, ingestMs } = record;
    yield { rid, appId, ingestMs, file, line, outcome: found, why: reason, length: text.length, text: shown };
  }
}

/** All requests behind a number of the ledger, newest files first. */
export async function* eachRequest(
  { warehouse, layout }: RequestRowsParts,
  query: LedgerRowsQuery,
  count: RequestCount,
): AsyncGenerator<LedgerRequest, void> {
  for (const file of await warehouse.ledgerFiles(ledgerFilterOf(query), count))
    yield* requestsOf(layout, file, query);
}

/** One page of the requests behind a number of the ledger. Files before the page are passed over unread. */
export async function requestRows(
  { warehouse, layout }: RequestRowsParts,
  query: LedgerRowsQuery,
  page: PageOf & { readonly count: RequestCount },
): Promise<LedgerRequests> {
  const files = await warehouse.ledgerFiles(ledgerFilterOf(query), page.count);
  const items: LedgerRequest[] = [];
  let notKept = 0;
  let before = 0;
  for (const file of files) {
    const isAhead = before + file.count <= page.offset;
    const isBehind = before >= page.offset + page.limit;
    if (!isAhead && !isBehind) {
      let read = 0;
      for await (const request of requestsOf(layout, file, query)) {
        const at = before + read;
        if (at >= page.offset && items.length < page.limit) items.push(request);
        read += 1;
      }
      notKept += Math.max(0, file.count - read);
    }
    before += file.count;
  }
  return { totalCount: before, items, notKept };
}
