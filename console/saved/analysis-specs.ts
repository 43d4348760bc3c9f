import { CodedError } from '@millstream/core';
import { type AnalysisSpec, type DashboardSpec, parseAnalysisSpec } from '@millstream/studio';
import type { SavedKey } from './saved-kind.ts';

/**
 * Checks a question that is kept at `place` (a JSON pointer). @throws CodedError SPEC_INVALID, naming the place, SPEC_TOO_NEW
 */
export function checkAnalysisSpec({ appId }: SavedKey, spec: unknown, place: string): AnalysisSpec {
  const parsed = parsedAt(spec, place);
  // What a person may see is decided by the app that an object belongs to.
  if (parsed.appId !== appId)
    throw new CodedError('SPEC_INVALID', { problems: `${place}/appId: names another app` });
  return parsed;
}

function parsedAt(spec: unknown, place: string) {
  try {
    return parseAnalysisSpec(spec);
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'SPEC_INVALID') throw error;
    const problems = `in ${place}: ${error.details.problems}`;
    throw new CodedError('SPEC_INVALID', { problems }, { cause: error });
  }
}

/** Checks the questions of all tiles. @throws CodedError SPEC_INVALID, naming the tile, SPEC_TOO_NEW */
export function checkTiles(key: SavedKey, { sheets }: DashboardSpec): void {
  for (const [sheetIndex, { tiles }] of sheets.entries()) {
    for (const [tileIndex, tile] of tiles.entries()) {
      if (tile.kind !== 'exploration' && tile.kind !== 'kpi') continue;
      const place = `/sheets/${sheetIndex}/tiles/${tileIndex}/spec`;
      const { kind } = checkAnalysisSpec(key, tile.spec, place);
      if (tile.kind === 'kpi' && kind !== 'event')
        throw new CodedError('SPEC_INVALID', { problems: `${place}/kind: a number is an event analysis` });
    }
  }
}
