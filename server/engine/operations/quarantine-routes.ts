import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  type Clock,
  type Logger,
  parseSegmentName,
  type StagedReject,
  type StoreLayout,
} from '@millstream/core';
import type { QuarantineFilter, QuarantinePlace, Warehouse } from '@millstream/modeling';
import type { PluginSetting, ProcessingConfig } from '@millstream/processing';
import { z } from 'zod';
import {
  addDryRuns,
  type DryRunCounts,
  dryRunSchema,
  noDryRun,
  quarantineFilterSchema,
  quarantinePlacesSchema,
} from '../../operations/quarantine-calls.ts';
import { parsed } from '../../supervisor/parse-request.ts';
import type { ApiHandler } from '../json-api.ts';
import type { PipelineJob } from '../pipeline-job.ts';
import { findKeptFile } from '../segment-archive.ts';
import { type DryFile, dryStage } from './dry-stage.ts';
import { keptFile, linesOf } from './raw-lines.ts';

/** What the quarantine works with. */
export interface QuarantineRoutesParts {
  readonly warehouse: Warehouse;
  readonly job: Pick<PipelineJob, 'replace'>;
  readonly layout: StoreLayout;
  /** What the job transforms with, with other plug-ins when they are given. */
  readonly configWith: (plugins?: readonly PluginSetting[]) => ProcessingConfig;
  readonly clock: Clock;
  readonly logger: Logger;
}

const pageSchema = z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(5000) });
const downloadRows = 2_000;

/** Keeps only what was given, so that `exactOptionalPropertyTypes` holds. */
function filterOf(body: unknown): QuarantineFilter {
  const given = Object.entries(parsed(quarantineFilterSchema, body)).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(given);
}

const keyOf = ({ line, event_index }: Pick<StagedReject, 'line' | 'event_index'>) => `${line} ${event_index}`;

/** Tries the records of one raw file. */
async function dryRunOf(
  parts: QuarantineRoutesParts,
  file: string,
  trial: { readonly places: readonly QuarantinePlace[]; readonly config: ProcessingConfig },
): Promise<DryRunCounts> {
  const { layout, clock, logger, warehouse } = parts;
  const { places, config } = trial;
  const kept = await keptFile(layout, file);
  const texts = await linesOf(layout, file, new Set(places.map(({ line }) => line)));
  if (kept === null || texts.size === 0) return { ...noDryRun, asked: places.length, notKept: places.length };
  const input: DryFile = {
    lines: [...texts].map(([line, text]) => ({ line, text })),
    anyAge: parseSegmentName(file)?.anyAge ?? false,
    mtimeMs: kept.mtimeMs,
  };
  const folder = join(layout.scratch, `dry-${randomUUID()}`);
  const result = await dryStage([input], { folder, config, nowMs: clock.now(), logger });
  const whole = new Set(places.filter(({ eventIndex }) => eventIndex < 0).map(({ line }) => line));
  const single = new Set(places.map(({ line, eventIndex }) => `${line} ${eventIndex}`));
  const isAsked = (row: Pick<StagedReject, 'line' | 'event_index'>) =>
    whole.has(row.line) || single.has(keyOf(row));
  const events = result.events.filter(isAsked);
  const known = await warehouse.storedEventIds(
    events.map((event) => ({ app: event.app_id, id: event.event_id })),
  );
  const isKnown = (event: (typeof events)[number]) => known.has(`${event.app_id}\n${event.event_id}`);
  const duplicate = events.filter(isKnown).length;
  return {
    asked: places.length,
    notKept: places.filter(({ line }) => !texts.has(line)).length,
    stored: events.length - duplicate,
    duplicate,
    failing: result.rejects
      .filter(isAsked)
      .map(({ reason, detail }) => ({ reason, detail: detail ?? null, count: 1 })),
  };
}

/** Calls for the quarantine: look, try, replay. */
export function quarantineRoutes(parts: QuarantineRoutesParts): Readonly<Record<string, ApiHandler>> {
  const { warehouse, job, layout } = parts;

  async function* download(filter: QuarantineFilter): AsyncGenerator<object, void> {
    for (let offset = 0; ; offset += downloadRows) {
      const { items } = await warehouse.quarantineRows(filter, { offset, limit: downloadRows });
      yield* items;
      if (items.length < downloadRows) return;
    }
  }

  return {
    'POST /operations/quarantine/groups': ({ body }) => warehouse.quarantineGroups(filterOf(body)),
    'POST /operations/quarantine/rows': ({ body }) =>
      warehouse.quarantineRows(filterOf(body.filter), parsed(pageSchema, body.page)),
    'POST /operations/quarantine/download': async ({ body }) => download(filterOf(body)),
    'POST /operations/quarantine/places': ({ body }) => warehouse.quarantinePlaces(filterOf(body)),
    'POST /operations/quarantine/dry-run': async ({ body }) => {
      const { places, plugins } = parsed(dryRunSchema, body);
      const config = parts.configWith(plugins);
      let sum = noDryRun;
      for (const [file, ofFile] of Map.groupBy(places, (place) => place.file))
        sum = addDryRuns(sum, await dryRunOf(parts, file, { places: ofFile, config }));
      return sum;
    },
    // All of a raw file goes through the ordinary job once more, replacing what it gave: so the ledger balances and
    // a crash leaves the old rows or the new ones.
    'POST /operations/quarantine/replay': async ({ body }) => {
      const places = parsed(quarantinePlacesSchema, body.places);
      const names = [...new Set(places.map(({ file }) => file))];
      const found = await Promise.all(names.map((name) => findKeptFile(layout, name)));
      const kept = found.filter((file) => file !== null);
      const startedBy = typeof body.person === 'string' ? body.person : null;
      const files = await job.replace(kept, {
        kind: 'replay',
        startedBy,
        detail: { records: places.length },
      });
      return { files, notKept: names.length - kept.length, ...(await warehouse.placeOutcomes(places)) };
    },
  };
}
