import Container from '@cloudscape-design/components/container';
import type { DashboardSheet, Tile } from '../dashboards/dashboard-body.ts';
import { inOrder, shownPlaces } from './grid-layout.ts';
import { type TileHosts, useTileParts } from './tile-frame.tsx';
import type { TileQuestion } from './tile-place.ts';
import type { TileSelection } from './tiles/tile-view.ts';
import { useBoardColumns } from './use-width-columns.ts';

function ShownTile(props: {
  readonly tile: Tile;
  readonly question: TileQuestion;
  readonly rowSpan: number;
  readonly hosts: TileHosts;
  readonly onSelect?: ((selection: TileSelection) => void) | undefined;
}) {
  const parts = useTileParts({ ...props, isEditing: false });
  if (props.tile.kind === 'divider') return parts.content;
  if (parts.header === null) return <Container fitHeight>{parts.content}</Container>;
  return (
    <Container
      fitHeight
      header={
        <div className="ms-card-head">
          {parts.header}
          {parts.menu}
        </div>
      }
    >
      {parts.content}
    </Container>
  );
}

/** A sheet as it is looked at: nothing can be moved. */
export function DashboardGrid(props: {
  readonly sheet: DashboardSheet;
  readonly question: TileQuestion;
  readonly hosts: TileHosts;
  readonly onSelect?: ((selection: TileSelection) => void) | undefined;
}) {
  const { sheet, question, hosts, onSelect } = props;
  const { ref, columns } = useBoardColumns();
  const places = shownPlaces(sheet.tiles, columns);
  return (
    <div ref={ref} className="ms-grid" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {inOrder(sheet.tiles).map((tile) => {
        const place = places.get(tile.id);
        if (place === undefined) return null;
        return (
          <div
            key={tile.id}
            style={{
              gridColumn: `${place.column} / span ${place.columnSpan}`,
              gridRow: `${place.row} / span ${place.rowSpan}`,
              minWidth: 0,
            }}
          >
            <ShownTile
              tile={tile}
              question={question}
              rowSpan={place.rowSpan}
              hosts={hosts}
              onSelect={onSelect}
            />
          </div>
        );
      })}
    </div>
  );
}
