import type { LedgerFilter, LedgerReport } from '../ledger-report.ts';
import type {
  LedgerEvent,
  LedgerEventFilter,
  LedgerFile,
  Page,
  PageOf,
  RequestCount,
} from '../ledger-rows.ts';
import type {
  PlaceOutcomes,
  QuarantineFilter,
  QuarantineGroup,
  QuarantinePlace,
  QuarantineRow,
} from '../quarantine.ts';
import type { SegmentKey } from '../segment-members.ts';
import type { DuplicateRow, EventTrace, RejectFilter, RejectRow, RequestTrace } from '../trace.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import { followEvent, followRequest } from './ledger/follow.ts';
import { ledgerEvents } from './ledger/ledger-events.ts';
import { ledgerFiles } from './ledger/ledger-files.ts';
import { listDuplicates, listRejects } from './ledger/list-rows.ts';
import { readLedger } from './ledger/read-ledger.ts';
import { storedEventIds } from './ledger/stored-event-ids.ts';
import { doneNames } from './load/load-batch.ts';
import { placeOutcomes } from './quarantine/place-outcomes.ts';
import { quarantineGroups, quarantinePlaces, quarantineRows } from './quarantine/read-quarantine.ts';
import { eventNumbers } from './rollups/event-numbers.ts';
import { listSegments } from './segments/segment-writes.ts';

/** The part of a warehouse that reads the ledger, refused records and what is known of ids. */
export abstract class ReadingWarehouse {
  /** Reads in one snapshot. */
  protected abstract read<T>(work: (session: DuckDbSession) => Promise<T>): Promise<T>;
  /** Works on a connection of its own. */
  protected abstract withConnection<T>(work: (session: DuckDbSession) => Promise<T>): Promise<T>;

  doneFiles(names: readonly string[]): Promise<ReadonlySet<string>> {
    return this.read(async (session) => new Set(await doneNames(session, names)));
  }

  ledger(filter: LedgerFilter = {}): Promise<LedgerReport> {
    return this.read((session) => readLedger(session, filter));
  }

  followRequest(rid: string): Promise<RequestTrace | null> {
    return this.read((session) => followRequest(session, rid));
  }

  followEvent(eventId: string): Promise<readonly EventTrace[]> {
    return this.read((session) => followEvent(session, eventId));
  }

  listRejects(filter: RejectFilter = {}): Promise<readonly RejectRow[]> {
    return this.read((session) => listRejects(session, filter));
  }

  listDuplicates(filter: RejectFilter = {}): Promise<readonly DuplicateRow[]> {
    return this.read((session) => listDuplicates(session, filter));
  }

  ledgerEvents(filter: LedgerEventFilter, page: PageOf): Promise<Page<LedgerEvent>> {
    return this.read((session) => ledgerEvents(session, filter, page));
  }

  ledgerFiles(filter: LedgerFilter, count: RequestCount): Promise<readonly LedgerFile[]> {
    return this.read((session) => ledgerFiles(session, filter, count));
  }

  quarantineGroups(filter: QuarantineFilter): Promise<readonly QuarantineGroup[]> {
    return this.read((session) => quarantineGroups(session, filter));
  }

  quarantineRows(filter: QuarantineFilter, page: PageOf): Promise<Page<QuarantineRow>> {
    return this.read((session) => quarantineRows(session, filter, page));
  }

  quarantinePlaces(filter: QuarantineFilter): Promise<readonly QuarantinePlace[]> {
    return this.read((session) => quarantinePlaces(session, filter));
  }

  placeOutcomes(places: readonly QuarantinePlace[]): Promise<PlaceOutcomes> {
    return this.withConnection((session) => placeOutcomes(session, places));
  }

  storedEventIds(
    ids: readonly { readonly app: string; readonly id: string }[],
  ): Promise<ReadonlySet<string>> {
    return this.read((session) => storedEventIds(session, ids));
  }

  eventNumbers(appId: string): Promise<ReadonlyMap<string, number> | null> {
    return this.read((session) => eventNumbers(session, appId));
  }

  segments(): Promise<readonly SegmentKey[]> {
    return this.read(listSegments);
  }
}
