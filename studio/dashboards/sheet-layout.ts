/** The part of a tile that says where it lies, in cells of the grid. */
export interface TilePlace {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Where a new tile goes: at the left, below everything. */
export function placeBelow(tiles: readonly TilePlace[]): { readonly x: number; readonly y: number } {
  return { x: 0, y: Math.max(0, ...tiles.map(({ y, h }) => y + h)) };
}

/** The first two tiles that share a cell; null when none do. */
export function firstOverlap(tiles: readonly TilePlace[]): readonly [TilePlace, TilePlace] | null {
  for (const [index, one] of tiles.entries()) {
    const other = tiles.slice(index + 1).find((candidate) => overlap(one, candidate));
    if (other !== undefined) return [one, other];
  }
  return null;
}

function overlap(one: TilePlace, other: TilePlace): boolean {
  const besides = one.x + one.w <= other.x || other.x + other.w <= one.x;
  return !besides && one.y < other.y + other.h && other.y < one.y + one.h;
}
