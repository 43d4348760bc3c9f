import type { DashboardBody, Tile } from '../dashboards/dashboard-body.ts';

/** One thing that differs between two versions of a dashboard. */
export interface BodyDifference {
  readonly kind:
    | 'name'
    | 'settings'
    | 'sheetMine'
    | 'sheetTheirs'
    | 'cardMine'
    | 'cardTheirs'
    | 'cardChanged'
    | 'cardMoved';
  /** Title of the card or sheet. */
  readonly title: string;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const contentOf = ({ x: _x, y: _y, w: _w, h: _h, ...content }: Tile) => content;

/** What is in mine and not in theirs, and the other way round: sheets, cards, settings. */
export function differencesOf(
  mine: DashboardBody,
  theirs: DashboardBody,
  titleOf: (tile: Tile) => string,
): readonly BodyDifference[] {
  const found: BodyDifference[] = [];
  if (mine.name !== theirs.name) found.push({ kind: 'name', title: theirs.name });
  const settings = ({ sheets: _s, name: _n, ...rest }: DashboardBody) => rest;
  if (!isSame(settings(mine), settings(theirs))) found.push({ kind: 'settings', title: '' });
  const [mySheets, theirSheets] = [mine, theirs].map(
    ({ sheets }) => new Map(sheets.map((sheet) => [sheet.id, sheet])),
  );
  for (const [id, { name }] of mySheets ?? [])
    if (!theirSheets?.has(id)) found.push({ kind: 'sheetMine', title: name });
  for (const [id, { name }] of theirSheets ?? [])
    if (!mySheets?.has(id)) found.push({ kind: 'sheetTheirs', title: name });
  const tilesOf = ({ sheets }: DashboardBody) =>
    new Map(sheets.flatMap(({ tiles }) => tiles.map((tile) => [tile.id, tile] as const)));
  const [myTiles, theirTiles] = [tilesOf(mine), tilesOf(theirs)];
  for (const [id, tile] of myTiles) {
    const other = theirTiles.get(id);
    if (other === undefined) found.push({ kind: 'cardMine', title: titleOf(tile) });
    else if (!isSame(contentOf(tile), contentOf(other)))
      found.push({ kind: 'cardChanged', title: titleOf(tile) });
    else if (!isSame(tile, other)) found.push({ kind: 'cardMoved', title: titleOf(tile) });
  }
  for (const [id, tile] of theirTiles)
    if (!myTiles.has(id)) found.push({ kind: 'cardTheirs', title: titleOf(tile) });
  return found;
}
