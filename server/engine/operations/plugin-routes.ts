import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { CodedError } from '@millstream/core';
import { readLine } from '@millstream/processing';
import { type PluginTrial, pluginTrialSchema, type TrySource } from '../../operations/plugin-calls.ts';
import { parsed } from '../../supervisor/parse-request.ts';
import type { ApiHandler } from '../json-api.ts';
import { compareTrials } from './compare-trials.ts';
import { dryStage } from './dry-stage.ts';
import type { QuarantineRoutesParts } from './quarantine-routes.ts';
import { linesOf, type RawLine } from './raw-lines.ts';
import { recentRecords } from './recent-records.ts';

/** Differences that an answer shows. */
const shownDifferences = 200;

/** A line of pasted text as a raw record: it may be one, or only the body that a client would send. */
function asRecord(text: string, app: string | undefined, nowMs: number): string {
  const { record, outcome } = readLine({ file: 0, line: 0, text }, nowMs);
  if (outcome === 'readable' && record.rid !== '') return text;
  const fields = { appId: app ?? '', data: text, rid: randomUUID().replaceAll('-', ''), ingest_time: nowMs };
  return JSON.stringify(fields);
}

async function recordsOf(source: TrySource, parts: QuarantineRoutesParts): Promise<readonly RawLine[]> {
  const { layout, warehouse, clock } = parts;
  const numbered = (texts: readonly string[]) => texts.map((text, line) => ({ line, text }));
  switch (source.kind) {
    case 'recent':
      return numbered((await recentRecords(layout, source.count, source.app)).map(({ text }) => text));
    case 'records': {
      const lines = source.text.split('\n').filter((line) => line.trim() !== '');
      return numbered(lines.map((line) => asRecord(line, source.app, clock.now())));
    }
    case 'quarantine': {
      const filter = source.groups === undefined ? {} : { groups: source.groups };
      const places = (await warehouse.quarantinePlaces(filter)).slice(0, source.count);
      const texts: string[] = [];
      for (const [file, ofFile] of Map.groupBy(places, (place) => place.file))
        texts.push(...(await linesOf(layout, file, new Set(ofFile.map(({ line }) => line)))).values());
      return numbered(texts);
    }
  }
}

/** Calls that try plug-ins on records; nothing is stored. */
export function pluginRoutes(parts: QuarantineRoutesParts): Readonly<Record<string, ApiHandler>> {
  const { layout, clock, logger, configWith } = parts;
  return {
    'POST /operations/plugin/try': async ({ body }): Promise<PluginTrial> => {
      const { source, before, after } = parsed(pluginTrialSchema, body);
      const lines = await recordsOf(source, parts);
      if (lines.length === 0) throw new CodedError('PLUGIN_NOTHING_TO_TRY');
      const nowMs = clock.now();
      const timed = async (plugins: typeof before) => {
        const startedMs = clock.monotonic();
        const folder = join(layout.scratch, `try-${randomUUID()}`);
        const file = { lines, anyAge: true, mtimeMs: nowMs };
        const result = await dryStage([file], { folder, config: configWith(plugins), nowMs, logger });
        return { result, ms: clock.monotonic() - startedMs };
      };
      const was = await timed(before);
      const is = await timed(after);
      const differences = compareTrials(was.result, is.result);
      const reasons = Map.groupBy(is.result.rejects, (reject) => `${reject.reason}: ${reject.detail ?? ''}`);
      return {
        records: lines.length,
        before: { events: was.result.events.length, rejected: was.result.rejects.length },
        after: { events: is.result.events.length, rejected: is.result.rejects.length },
        differing: differences.length,
        differences: differences.slice(0, shownDifferences),
        rejectedByReason: [...reasons].map(([reason, rows]) => ({ reason, count: rows.length })),
        beforeMs: was.ms,
        afterMs: is.ms,
      };
    },
  };
}
