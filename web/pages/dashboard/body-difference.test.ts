import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newDashboard, type Tile } from '../dashboards/dashboard-body.ts';
import { differencesOf } from './body-difference.ts';

const tile = (id: string, x = 0): Tile => ({ kind: 'text', id, x, y: 0, w: 9, h: 6, text: id });
const base = {
  ...newDashboard('KPIs', '', []),
  sheets: [{ id: 's', name: 'Sheet', tiles: [tile('a'), tile('b', 9)] }],
};
const withTiles = (...tiles: readonly Tile[]) => ({ ...base, sheets: [{ id: 's', name: 'Sheet', tiles }] });
const titleOf = (one: Tile) => ('text' in one ? one.text : one.kind);

describe('what differs between two versions of a dashboard', () => {
  const cases = [
    ['nothing', base, []],
    ['the name', { ...base, name: 'Other' }, [['name', 'Other']]],
    [
      'the range',
      { ...base, range: { type: 'relative', lastN: 1, unit: 'day' } as const },
      [['settings', '']],
    ],
    ['a card that only mine has', withTiles(tile('a')), [['cardMine', 'b']]],
    ['a card that only theirs has', withTiles(tile('a'), tile('b', 9), tile('c', 18)), [['cardTheirs', 'c']]],
    ['a card that moved', withTiles(tile('a'), tile('b', 18)), [['cardMoved', 'b']]],
    [
      'a card that says something else',
      withTiles(tile('a'), { ...tile('b', 9), text: 'B' } as Tile),
      [['cardChanged', 'b']],
    ],
    [
      'a sheet',
      { ...base, sheets: [...base.sheets, { id: 't', name: 'New', tiles: [] }] },
      [['sheetTheirs', 'New']],
    ],
  ] as const;
  for (const [name, theirs, expected] of cases)
    it(name, () =>
      assert.deepEqual(
        differencesOf(base, theirs, titleOf).map(({ kind, title }) => [kind, title]),
        expected,
      ),
    );
});
