import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import { useSay } from '../../i18n/language.tsx';
import type { Tile } from '../dashboards/dashboard-body.ts';

/** What can be done with a card. */
export type TileAction =
  | 'table'
  | 'explore'
  | 'csv'
  | 'xlsx'
  | 'png'
  | 'pdf'
  | 'edit'
  | 'duplicate'
  | 'pin'
  | 'remove';

/** The menu of a card: files and views when looked at, changes when edited. */
export function TileMenu(props: {
  readonly tile: Tile;
  readonly title: string;
  readonly isEditing: boolean;
  readonly asTable: boolean;
  readonly hasTable: boolean;
  readonly onAction: (action: TileAction) => void;
}) {
  const say = useSay();
  const { tile, isEditing, asTable, hasTable } = props;
  const isMeasured = 'title' in tile;
  if (!isEditing && !isMeasured) return null;
  const files = (['csv', 'xlsx', 'png', 'pdf'] as const).map((id) => ({
    id,
    text: id.toUpperCase(),
    disabled: !hasTable,
  }));
  const looked: readonly ButtonDropdownProps.Item[] = [
    { id: 'table', text: say(asTable ? 'lifecycle.viewChart' : 'lifecycle.viewData') },
    ...(tile.kind === 'exploration' || tile.kind === 'kpi'
      ? [{ id: 'explore', text: say('lifecycle.explore') }]
      : []),
    ...files,
  ];
  const edited: readonly ButtonDropdownProps.Item[] = [
    { id: 'edit', text: say('dashboards.editCard') },
    { id: 'duplicate', text: say('dashboards.duplicateCard') },
    ...(isMeasured
      ? [{ id: 'pin', text: say(tile.pinnedRange === null ? 'dashboards.pin' : 'dashboards.unpin') }]
      : []),
    { id: 'remove', text: say('dashboards.removeCard') },
  ];
  return (
    <ButtonDropdown
      variant="icon"
      expandToViewport
      ariaLabel={say('lifecycle.menu', { title: props.title })}
      items={isEditing ? edited : looked}
      onItemClick={({ detail }) => props.onAction(detail.id as TileAction)}
    />
  );
}
