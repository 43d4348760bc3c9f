import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ExportTable } from '../../export/export-table.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { useInView } from '../../panel/use-in-view.ts';
import { studioPath } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import { usePalette } from '../../theme/theme.tsx';
import { rangeToText } from '../../time-range/range.ts';
import { useRangeName } from '../../time-range/range-name.ts';
import { packText } from '../../url/packed-text.ts';
import type { Tile } from '../dashboards/dashboard-body.ts';
import { type FileKind, type SavedCard, saveCards } from '../lifecycle/card-files.ts';
import { useTileTitle } from './board-strings.ts';
import { type TileAction, TileMenu } from './tile-menu.tsx';
import { pinnedDays, specOf, type TileQuestion, timeOf } from './tile-place.ts';
import { TileContent } from './tiles/tile-body.tsx';
import type { TileSelection } from './tiles/tile-view.ts';

/** Height of a board's row and the gap between rows, px. */
export const rowHeight = 96;
/** See `rowHeight`. */
export const rowGap = 20;
/** Header and padding of a card, px. */
const frameHeight = 92;

/** Cards that are drawn, for files of the whole sheet. */
export type TileHosts = Map<string, () => SavedCard | null>;

/** A card's parts: header, menu, content; the page or the board puts a frame around them. */
export function useTileParts(props: {
  readonly tile: Tile;
  readonly question: TileQuestion;
  readonly rowSpan: number;
  readonly isEditing: boolean;
  readonly hosts: TileHosts;
  readonly onSelect?: ((selection: TileSelection) => void) | undefined;
  readonly onEdit?: (action: TileAction) => void;
}): {
  readonly title: string;
  readonly header: ReactNode;
  readonly menu: ReactNode;
  readonly content: ReactNode;
} {
  const say = useSay();
  const formats = useFormats();
  const palette = usePalette();
  const flashes = useFlashes();
  const navigate = useNavigate();
  const rangeName = useRangeName();
  const titleOf = useTileTitle();
  const { tile, question, rowSpan, isEditing, hosts } = props;
  const [ref, isInView] = useInView<HTMLDivElement>();
  const [asTable, setAsTable] = useState(false);
  const [hasTable, setHasTable] = useState(false);
  const table = useRef<ExportTable | null>(null);
  const title = titleOf(tile);
  const isMeasured = 'title' in tile;
  const onTable = useCallback(
    (next: ExportTable | null) => {
      table.current = next;
      setHasTable(next !== null);
      hosts.set(tile.id, () => (table.current === null ? null : { table: table.current, host: ref }));
    },
    [hosts, ref, tile.id],
  );
  const explore = async () => {
    if (tile.kind !== 'exploration' && tile.kind !== 'kpi') return;
    const spec = specOf(tile.spec, tile, question);
    const query = new URLSearchParams({
      q: await packText(JSON.stringify(spec)),
      range: rangeToText(timeOf(tile, question)),
    });
    void navigate(`${studioPath(question, `explore/${String(tile.spec.kind ?? 'event')}`)}?${query}`);
  };
  const act = (action: TileAction) => {
    if (action === 'table') setAsTable(!asTable);
    else if (action === 'explore') void explore();
    else if (action === 'csv' || action === 'xlsx' || action === 'png' || action === 'pdf') {
      if (table.current === null) return;
      const look = { colours: palette, formats };
      const cards = [{ table: table.current, host: asTable ? null : ref }];
      saveCards(title, cards, { kind: action as FileKind, look }).catch((error: unknown) =>
        flashes.failed(say('lifecycle.notSaved', { title }), error),
      );
    } else props.onEdit?.(action);
  };
  const pinned = 'pinnedRange' in tile && tile.pinnedRange !== null ? tile.pinnedRange : null;
  const height = Math.max(60, rowSpan * rowHeight + (rowSpan - 1) * rowGap - frameHeight);
  return {
    title,
    header:
      'title' in tile ? (
        <div>
          <h2 className="ms-tile-title ms-text">{title}</h2>
          {pinned !== null && (
            <small>
              {say('dashboards.pinned', { range: rangeName(pinned, pinnedDays(pinned, question.timeZone)) })}
            </small>
          )}
        </div>
      ) : null,
    menu: (
      <TileMenu
        tile={tile}
        title={title}
        isEditing={isEditing}
        asTable={asTable}
        hasTable={hasTable}
        onAction={act}
      />
    ),
    content: (
      <div
        ref={ref}
        className="ms-tile"
        data-tile={tile.id}
        style={{ minBlockSize: 'title' in tile ? height : 0 }}
      >
        {!isInView && isMeasured && (
          <div className="ms-skeleton" style={{ blockSize: height }} aria-hidden="true" />
        )}
        {(isInView || !isMeasured) && (
          <TileContent
            tile={tile}
            question={question}
            isWanted={isInView}
            height={height}
            asTable={asTable || (tile.kind === 'exploration' && tile.shownAs === 'table')}
            onSelect={isEditing ? undefined : props.onSelect}
            onTable={onTable}
          />
        )}
      </div>
    ),
  };
}
