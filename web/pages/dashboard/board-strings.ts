import type { BoardProps } from '@cloudscape-design/board-components/board';
import type { BoardItemProps } from '@cloudscape-design/board-components/board-item';
import { useMemo } from 'react';
import { useSay } from '../../i18n/language.tsx';
import type { Tile } from '../dashboards/dashboard-body.ts';

/** Title of a card as menus and announcements name it. */
export function useTileTitle(): (tile: Tile) => string {
  const say = useSay();
  return useMemo(
    () => (tile) => {
      if ('title' in tile) return tile.title;
      if (tile.kind === 'text') return tile.text.slice(0, 40) || say('dashboards.kind.text');
      return tile.label || say('dashboards.kind.divider');
    },
    [say],
  );
}

/** What screen readers hear while cards are moved: the board brings no words of its own. */
export function useBoardStrings(): {
  readonly board: BoardProps.I18nStrings<Tile>;
  readonly item: (title: string) => BoardItemProps.I18nStrings;
} {
  const say = useSay();
  const titleOf = useTileTitle();
  return useMemo(() => {
    const nameOf = (item: BoardProps.Item<Tile>) => titleOf(item.data);
    const disturbed = (items: readonly BoardProps.Item<Tile>[]) =>
      items.length === 0 ? '' : say('dashboards.board.disturbed', { count: items.length });
    const place = ({ x, y, width, height }: BoardProps.ItemPlacement) => ({
      column: x + 1,
      row: y + 1,
      width,
      height,
    });
    return {
      board: {
        liveAnnouncementDndStarted: (operation) => say(`dashboards.board.started.${operation}`),
        liveAnnouncementDndItemReordered: (state) =>
          state.conflicts.length > 0
            ? say('dashboards.board.conflict', { names: state.conflicts.map(nameOf).join(', ') })
            : `${say('dashboards.board.moved', place(state.placement))} ${disturbed(state.disturbed)}`,
        liveAnnouncementDndItemResized: (state) =>
          [
            say('dashboards.board.resized', place(state.placement)),
            state.isMinimalColumnsReached || state.isMinimalRowsReached
              ? say('dashboards.board.smallest')
              : '',
            disturbed(state.disturbed),
          ].join(' '),
        liveAnnouncementDndItemInserted: (state) => say('dashboards.board.moved', place(state.placement)),
        liveAnnouncementDndCommitted: () => say('dashboards.board.committed'),
        liveAnnouncementDndDiscarded: () => say('dashboards.board.discarded'),
        liveAnnouncementItemRemoved: ({ item }) => say('dashboards.board.removed', { title: nameOf(item) }),
        navigationAriaLabel: '',
        navigationItemAriaLabel: () => '',
      },
      item: (title) => ({
        dragHandleAriaLabel: say('dashboards.board.drag', { title }),
        dragHandleAriaDescription: say('dashboards.board.dragHow'),
        resizeHandleAriaLabel: say('dashboards.board.resize', { title }),
        resizeHandleAriaDescription: say('dashboards.board.resizeHow'),
        dragHandleTooltipText: say('dashboards.board.dragTip'),
        resizeHandleTooltipText: say('dashboards.board.resizeTip'),
      }),
    };
  }, [say, titleOf]);
}
