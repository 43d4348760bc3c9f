import type { ReactNode } from 'react';
import type { DrillAsk } from '../../../drill/drill-request.ts';
import type { ExportTable } from '../../../export/export-table.ts';
import type { Tile } from '../../dashboards/dashboard-body.ts';
import type { TileQuestion } from '../tile-place.ts';

/** A number whose list is open. */
export interface TileSelection {
  readonly place: string;
  readonly ask: DrillAsk;
}

/** What a card is drawn with. */
export interface TileProps<T extends Tile = Tile> {
  readonly tile: T;
  readonly question: TileQuestion;
  /** Whether it is in view: others are not asked for. */
  readonly isWanted: boolean;
  /** Room for the figure, px. */
  readonly height: number;
  readonly asTable: boolean;
  /** Absent while the board is edited: nothing opens then. */
  readonly onSelect?: ((selection: TileSelection) => void) | undefined;
  /** Told what the card shows, for files. */
  readonly onTable: (table: ExportTable | null) => void;
}

/** Draws a card's content. */
export type TileBody = (props: TileProps) => ReactNode;
