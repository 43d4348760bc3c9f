import type { ExportTable } from './export-table.ts';

/** Something to draw: a chart's picture, else the table behind it. */
export interface DrawnPart {
  readonly table: ExportTable;
  /** Picture of the chart; null draws the table. */
  readonly picture: ImageBitmap | null;
}

/** Colours of a page. */
export interface PageColours {
  readonly background: string;
  readonly text: string;
  readonly line: string;
}

const width = 1_600;
const margin = 48;
const lineHeight = 34;
const mostRows = 40;
const font = (size: number, weight = 400) =>
  `${weight} ${size}px "Open Sans", "Noto Sans", "Noto Sans SC", "Microsoft YaHei", sans-serif`;

interface Piece {
  readonly height: number;
  draw(context: CanvasRenderingContext2D, top: number): void;
}

function textPiece(text: string, size: number, weight: number, colour: string): Piece {
  return {
    height: size * 1.6,
    draw(context, top) {
      context.font = font(size, weight);
      context.fillStyle = colour;
      context.textAlign = 'left';
      context.fillText(text, margin, top + size * 1.2, width - 2 * margin);
    },
  };
}

function tablePiece(
  { columns, rows }: ExportTable,
  texts: (row: number, column: number) => string,
  colours: PageColours,
): Piece {
  const shown = Math.min(rows.length, mostRows);
  const cell = (width - 2 * margin) / Math.max(1, columns.length);
  return {
    height: (shown + 2) * lineHeight,
    draw(context, top) {
      for (let row = -1; row < shown; row += 1) {
        const y = top + (row + 2) * lineHeight;
        context.font = font(20, row < 0 ? 700 : 400);
        context.fillStyle = colours.text;
        for (const [column, { header, format }] of columns.entries()) {
          const text = row < 0 ? header : texts(row, column);
          context.textAlign = format === undefined ? 'left' : 'right';
          const x = margin + column * cell + (format === undefined ? 0 : cell - 16);
          context.fillText(text, x, y - 10, cell - 16);
        }
        context.fillStyle = colours.line;
        context.fillRect(margin, y, width - 2 * margin, 1);
      }
      if (rows.length > shown) {
        context.fillStyle = colours.text;
        context.textAlign = 'left';
        context.fillText(`+ ${rows.length - shown}`, margin, top + (shown + 2) * lineHeight + 8);
      }
    },
  };
}

function picturePiece(picture: ImageBitmap): Piece {
  const shownWidth = Math.min(width - 2 * margin, picture.width);
  const height = (picture.height / Math.max(1, picture.width)) * shownWidth;
  return {
    height: height + 16,
    draw: (context, top) => context.drawImage(picture, margin, top + 8, shownWidth, height),
  };
}

/** Draws parts under a title on one page; the page is as high as they need. */
export function drawPage(
  page: { readonly title: string; readonly notes: readonly string[]; readonly parts: readonly DrawnPart[] },
  colours: PageColours,
  textOf: (table: ExportTable, row: number, column: number) => string,
): HTMLCanvasElement {
  const pieces: Piece[] = [
    textPiece(page.title, 34, 700, colours.text),
    ...page.notes.map((note) => textPiece(note, 20, 400, colours.text)),
  ];
  for (const { table, picture } of page.parts) {
    if (page.parts.length > 1) pieces.push(textPiece(table.title, 26, 700, colours.text));
    pieces.push(
      picture === null
        ? tablePiece(table, (row, column) => textOf(table, row, column), colours)
        : picturePiece(picture),
    );
  }
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.ceil(pieces.reduce((sum, { height }) => sum + height, 2 * margin));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser cannot draw');
  context.fillStyle = colours.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  let top = margin;
  for (const piece of pieces) {
    piece.draw(context, top);
    top += piece.height;
  }
  return canvas;
}
