import Board, { type BoardProps } from '@cloudscape-design/board-components/board';
import BoardItem from '@cloudscape-design/board-components/board-item';
import type { ReactNode } from 'react';
import { useSay } from '../../i18n/language.tsx';
import type { DashboardSheet, Tile } from '../dashboards/dashboard-body.ts';
import { useBoardStrings, useTileTitle } from './board-strings.ts';
import { type BoardColumns, fromBoard, inOrder, toBoard } from './grid-layout.ts';
import { type TileHosts, useTileParts } from './tile-frame.tsx';
import type { TileAction } from './tile-menu.tsx';
import type { TileQuestion } from './tile-place.ts';
import { useBoardColumns } from './use-width-columns.ts';

/** Gives content to a card of the board: its parts need hooks of their own. */
function EditedTile(props: {
  readonly tile: Tile;
  readonly question: TileQuestion;
  readonly rowSpan: number;
  readonly hosts: TileHosts;
  readonly onEdit: (action: TileAction) => void;
}) {
  const strings = useBoardStrings();
  const parts = useTileParts({ ...props, isEditing: true });
  return (
    <BoardItem
      i18nStrings={strings.item(parts.title)}
      header={parts.header ?? <h2 className="ms-tile-title ms-text">{parts.title}</h2>}
      settings={parts.menu}
    >
      {parts.content}
    </BoardItem>
  );
}

function itemsOf(tiles: readonly Tile[], columns: BoardColumns): readonly BoardProps.Item<Tile>[] {
  return inOrder(tiles).map((tile) => {
    const { offset, columnSpan, rowSpan } = toBoard(tile, columns);
    return { id: tile.id, rowSpan, columnSpan, columnOffset: { [columns]: offset }, data: tile };
  });
}

/** A sheet as it is edited: cards are moved and resized by mouse, touch or keyboard. */
export function DashboardBoard(props: {
  readonly sheet: DashboardSheet;
  readonly question: TileQuestion;
  readonly hosts: TileHosts;
  readonly empty: ReactNode;
  /** Told the sheet's new cards and what was done, in words. */
  readonly onTiles: (tiles: readonly Tile[], edit: string) => void;
  readonly onTile: (tile: Tile, action: TileAction) => void;
}) {
  const say = useSay();
  const strings = useBoardStrings();
  const titleOf = useTileTitle();
  const { ref, columns } = useBoardColumns();
  const { sheet, question, hosts } = props;
  const rows = new Map(sheet.tiles.map((tile) => [tile.id, toBoard(tile, columns).rowSpan]));
  const onChange = ({ items, movedItem, resizedItem }: BoardProps.ItemsChangeDetail<Tile>) => {
    const places = items.map(({ id, columnOffset, columnSpan = 1, rowSpan = 2 }) => ({
      id,
      offset: columnOffset?.[columns] ?? 0,
      columnSpan: Math.min(columnSpan, columns),
      rowSpan,
    }));
    const tiles = fromBoard(sheet.tiles, places, columns);
    const changed = movedItem ?? resizedItem;
    const tile = tiles.find(({ id }) => id === changed?.id);
    if (tile === undefined) return;
    const edit = say(movedItem ? 'dashboards.edit.move' : 'dashboards.edit.resize', {
      title: titleOf(tile),
      place: movedItem ? `${tile.x}/${tile.y}` : `${tile.w}×${tile.h}`,
    });
    props.onTiles(tiles, edit);
  };
  return (
    <div ref={ref}>
      <Board<Tile>
        items={itemsOf(sheet.tiles, columns)}
        i18nStrings={strings.board}
        empty={props.empty}
        onItemsChange={({ detail }) => onChange(detail)}
        renderItem={(item) => (
          <EditedTile
            key={item.id}
            tile={item.data}
            question={question}
            rowSpan={rows.get(item.id) ?? 2}
            hosts={hosts}
            onEdit={(action) => props.onTile(item.data, action)}
          />
        )}
      />
    </div>
  );
}
