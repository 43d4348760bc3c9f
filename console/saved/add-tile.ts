import { CodedError } from '@millstream/core';
import { type DashboardSpec, defaultTileSize, placeBelow } from '@millstream/studio';
import type { SavedKey } from './saved-kind.ts';
import type { SavedObject } from './saved-object.ts';
import type { SavedObjects } from './saved-objects.ts';

/** A tile to put on a sheet. */
export interface TileAddition extends SavedKey {
  readonly sheetId: string;
  /** A tile without place; its size may be given. */
  readonly tile: Readonly<Record<string, unknown>>;
  /** Id of the new tile. */
  readonly tileId: string;
  readonly expectedVersion: number;
  readonly author: string;
}

/**
 * Puts a tile below everything on a sheet, over the whole width when no size is given.
 * @throws CodedError NOT_FOUND, SAVED_OBJECT_INVALID, SPEC_INVALID, SAVE_CONFLICT
 */
export async function addTile(
  dashboards: SavedObjects<DashboardSpec>,
  addition: TileAddition,
): Promise<SavedObject<DashboardSpec>> {
  const { appId, id, sheetId, tile, tileId, expectedVersion, author } = addition;
  const dashboard = await dashboards.read({ appId, id });
  if (dashboard === null) throw new CodedError('NOT_FOUND', { what: `Dashboard ${id}` });
  const sheet = dashboard.body.sheets.find((one) => one.id === sheetId);
  if (sheet === undefined) throw new CodedError('NOT_FOUND', { what: `Sheet ${sheetId} of dashboard ${id}` });
  const placed = { ...defaultTileSize, ...tile, id: tileId, ...placeBelow(sheet.tiles) };
  const sheets = dashboard.body.sheets.map((one) =>
    one === sheet ? { ...sheet, tiles: [...sheet.tiles, placed] } : one,
  );
  return dashboards.save({ appId, id, expectedVersion, author, body: { ...dashboard.body, sheets } });
}
