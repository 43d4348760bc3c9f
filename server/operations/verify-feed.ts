import type { LedgerEvent, RejectRow } from '@millstream/modeling';
import { nearestId } from './edit-distance.ts';
import { layoutOf, type OperationParts } from './operation-parts.ts';
import type { RefusalLog } from './refusal-log.ts';
import {
  entryOfEvents,
  entryOfLine,
  entryOfRecord,
  entryOfRefusal,
  processedEvent,
  type VerifyEntry,
} from './verify-entry.ts';
import { watchWal } from './wal-watch.ts';

/** Requests that the panel shows. */
const shownEntries = 50;
/** Pause between two looks at what arrived; with the way to the browser it stays below a second. */
const lookEveryMs = 500;
const dayMs = 86_400_000;
/** Refusals of unregistered ids are shown to every app of the project, but not more than these. */
const shownRefusals = 25;

/** The state of the panel. */
export interface VerifyState {
  readonly entries: readonly VerifyEntry[];
  /** Events that were stored since the start of the day (UTC). */
  readonly eventsToday: number;
  readonly nowMs: number;
}

/** What a watched panel works with. */
export interface VerifyParts extends OperationParts {
  readonly refusals: RefusalLog;
}

interface Outcomes {
  readonly events: readonly LedgerEvent[];
  readonly records: readonly RejectRow[];
  readonly total: number;
}

/**
 * Follows the requests of an app from their arrival to their outcome, until `signal` aborts. `tell` gets the whole state
 * whenever it changed.
 */
export async function followApp(
  parts: VerifyParts,
  { projectId, appId }: { readonly projectId: string; readonly appId: string },
  watch: { readonly signal: AbortSignal; readonly tell: (state: VerifyState) => void },
): Promise<void> {
  const { clock, store, refusals } = parts;
  const { signal } = watch;
  const layout = layoutOf(parts.dataDir, projectId);
  const accepted = new Map<string, VerifyEntry>();
  const wal = await watchWal(layout);
  const engine = parts.engineOf(projectId);
  let told = '';
  let eventsToday = 0;

  async function learnOutcomes(): Promise<void> {
    const nowMs = clock.now();
    const body = { app: appId, sinceMs: nowMs - (nowMs % dayMs), limit: 300 };
    const answer = await engine.call('/operations/recent-outcomes', body, signal);
    const { events, records, total } = answer as Outcomes;
    eventsToday = total;
    for (const [rid, ofRequest] of Map.groupBy(events, (event) => event.rid)) {
      const known = accepted.get(rid);
      const entry = entryOfEvents(rid, ofRequest);
      if (known === undefined) accepted.set(rid, entry);
      else
        accepted.set(rid, {
          ...known,
          events: ofRequest.slice(0, known.events.length || 20).map(processedEvent),
        });
    }
    for (const record of records)
      if (!accepted.has(record.rid)) accepted.set(record.rid, entryOfRecord(record));
  }

  async function look(): Promise<void> {
    for (const line of await wal.read()) {
      const entry = entryOfLine(line, appId, clock.now());
      if (entry !== null && !accepted.has(entry.rid)) accepted.set(entry.rid, entry);
    }
    await learnOutcomes().catch((error: unknown) => {
      // What arrives is shown also while the engine restarts.
      parts.logger.debug({ error: String(error) }, 'outcomes are not known yet');
    });
    const newest = [...accepted.values()].sort((a, b) => b.atMs - a.atMs).slice(0, shownEntries);
    accepted.clear();
    for (const entry of newest) accepted.set(entry.rid, entry);
    const ofProject = (await store.apps.list()).filter((app) => app.projectId === projectId);
    const appIds = ofProject.map((app) => app.appId);
    const refused = refusals
      .list(projectId, { appIds: new Set([appId]), isUnknownWanted: true, limit: shownRefusals })
      .map((refusal) => entryOfRefusal(refusal, nearestId(refusal.appId, appIds)));
    const entries = [...newest, ...refused].sort((a, b) => b.atMs - a.atMs).slice(0, shownEntries);
    const text = JSON.stringify({ entries, eventsToday });
    if (text === told) return;
    told = text;
    watch.tell({ entries, eventsToday, nowMs: clock.now() });
  }

  while (!signal.aborted) {
    await look();
    await pause(signal);
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, lookEveryMs);
    signal.addEventListener('abort', end);
  });
}
