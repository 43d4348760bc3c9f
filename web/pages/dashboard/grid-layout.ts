import { gridColumns, type Tile, type TilePlace } from '../dashboards/dashboard-body.ts';

/** Columns that a board shows. */
export type BoardColumns = 1 | 2 | 4 | 6;
/** Rows of the stored grid that one row of a board stands for. */
export const rowsPerBoardRow = 3;
/** Lowest card that a board draws, rows. */
const leastRows = 2;

/** A card on a board: columns and rows of the board. */
export interface BoardPlace {
  readonly id: string;
  readonly offset: number;
  readonly columnSpan: number;
  readonly rowSpan: number;
}

/** Columns for the width of the content, px (ux.md 2.10). */
export function boardColumns(width: number): BoardColumns {
  if (width < 688) return 1;
  if (width < 912) return 2;
  return width < 2_100 ? 4 : 6;
}

/** Cards from top to bottom, from left to right. */
export function inOrder<Place extends TilePlace>(tiles: readonly Place[]): readonly Place[] {
  return [...tiles].sort((a, b) => a.y - b.y || a.x - b.x);
}

/** A stored place on a board with so many columns. */
export function toBoard({ id, x, w, h }: TilePlace, columns: BoardColumns): BoardPlace {
  const unit = gridColumns / columns;
  const columnSpan = Math.min(columns, Math.max(1, Math.round(w / unit)));
  const offset = Math.min(columns - columnSpan, Math.round(x / unit));
  return { id, offset, columnSpan, rowSpan: Math.max(leastRows, Math.ceil(h / rowsPerBoardRow)) };
}

/** Lets places fall up in their order: each as high as those before it allow. `y` and heights in the same unit. */
function settled<Place extends { readonly x: number; readonly w: number; readonly h: number }>(
  places: readonly Place[],
): readonly (Place & { readonly y: number })[] {
  const heights = Array.from({ length: gridColumns }, () => 0);
  return places.map((place) => {
    const covered = heights.slice(place.x, place.x + place.w);
    const y = Math.max(0, ...covered);
    heights.fill(y + place.h, place.x, place.x + place.w);
    return { ...place, y };
  });
}

/** Where cards stand when nobody can move them: columns and rows of the board, from 1. */
export function shownPlaces(
  tiles: readonly TilePlace[],
  columns: BoardColumns,
): ReadonlyMap<
  string,
  { readonly column: number; readonly row: number; readonly columnSpan: number; readonly rowSpan: number }
> {
  const places = inOrder(tiles).map((tile) => toBoard(tile, columns));
  const fallen = settled(
    places.map((place) => ({ ...place, x: place.offset, w: place.columnSpan, h: place.rowSpan })),
  );
  return new Map(
    fallen.map(({ id, offset, y, columnSpan, rowSpan }) => [
      id,
      { column: offset + 1, row: y + 1, columnSpan, rowSpan },
    ]),
  );
}

/**
 * Stored cards after a change on a board. What the change did not touch keeps its stored size, which a narrow board cannot
 * show; heights and order follow the board.
 */
export function fromBoard(
  tiles: readonly Tile[],
  board: readonly BoardPlace[],
  columns: BoardColumns,
): readonly Tile[] {
  const unit = gridColumns / columns;
  const byId = new Map(tiles.map((tile) => [tile.id, tile]));
  const moved = board.flatMap((place) => {
    const tile = byId.get(place.id);
    if (tile === undefined) return [];
    const before = toBoard(tile, columns);
    const w = before.columnSpan === place.columnSpan ? tile.w : Math.round(place.columnSpan * unit);
    const wished = before.offset === place.offset ? tile.x : Math.round(place.offset * unit);
    const h = before.rowSpan === place.rowSpan ? tile.h : place.rowSpan * rowsPerBoardRow;
    return [{ ...tile, w, h, x: Math.max(0, Math.min(wished, gridColumns - w)) }];
  });
  return settled(moved);
}

/** Room below all cards for a new one. */
export function below(tiles: readonly TilePlace[]): number {
  return Math.max(0, ...tiles.map(({ y, h }) => y + h));
}
