import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Tile } from '../dashboards/dashboard-body.ts';
import { boardColumns, fromBoard, shownPlaces, toBoard } from './grid-layout.ts';

const tile = (id: string, x: number, y: number, w: number, h: number): Tile => ({
  kind: 'text',
  id,
  x,
  y,
  w,
  h,
  text: id,
});
const sheet = [
  tile('a', 0, 0, 18, 12),
  tile('b', 18, 0, 18, 12),
  tile('c', 0, 12, 36, 6),
  tile('d', 0, 18, 12, 3),
];

describe('cards on boards', () => {
  const widths = [
    [360, 1],
    [700, 2],
    [911, 2],
    [912, 4],
    [2_099, 4],
    [2_100, 6],
  ] as const;
  for (const [width, columns] of widths)
    it(`${width} px have ${columns} columns`, () => assert.equal(boardColumns(width), columns));

  const boards = [
    [4, [0, 2, 4], [2, 2, 4], [0, 4, 2]],
    [2, [0, 1, 4], [1, 1, 4], [0, 2, 2]],
    [1, [0, 1, 4], [0, 1, 4], [0, 1, 2]],
  ] as const;
  for (const [columns, ...expected] of boards)
    it(`stand on ${columns} columns`, () => {
      const found = sheet.slice(0, 3).map((one) => toBoard(one, columns));
      assert.deepEqual(
        found.map(({ offset, columnSpan, rowSpan }) => [offset, columnSpan, rowSpan]),
        expected,
      );
    });

  it('one column shows one after the other', () => {
    const places = shownPlaces(sheet, 1);
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((id) => places.get(id)?.row),
      [1, 5, 9, 11],
    );
  });

  it('keep what a change did not touch, also widths that the board cannot show', () => {
    const board = [sheet[1], sheet[0], sheet[2], sheet[3]].flatMap((one) => (one ? [toBoard(one, 4)] : []));
    const swapped = board.map((place) =>
      place.id === 'a' ? { ...place, offset: 2 } : place.id === 'b' ? { ...place, offset: 0 } : place,
    );
    assert.deepEqual(
      fromBoard(sheet, swapped, 4).map(({ id, x, y, w, h }) => [id, x, y, w, h]),
      [
        ['b', 0, 0, 18, 12],
        ['a', 18, 0, 18, 12],
        ['c', 0, 12, 36, 6],
        ['d', 0, 18, 12, 3],
      ],
    );
  });

  it('fall up where a card left', () => {
    const board = sheet.slice(2).map((one) => toBoard(one, 4));
    assert.deepEqual(
      fromBoard(sheet, board, 4).map(({ id, y }) => [id, y]),
      [
        ['c', 0],
        ['d', 6],
      ],
    );
  });
});
