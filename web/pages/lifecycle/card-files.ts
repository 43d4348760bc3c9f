import type { RefObject } from 'react';
import { pictureOf } from '../../charts/picture-of.ts';
import { type DrawnPart, drawPage, type PageColours } from '../../export/draw-page.ts';
import type { ExportTable } from '../../export/export-table.ts';
import { savePdf, savePng } from '../../export/save-pictures.ts';
import { saveCsv, saveXlsx } from '../../export/save-tables.ts';
import type { Formats } from '../../i18n/formats.ts';

/** Kinds of files that a card or a sheet can be saved as. */
export type FileKind = 'csv' | 'xlsx' | 'png' | 'pdf';

/** A card that can be saved. */
export interface SavedCard {
  readonly table: ExportTable;
  /** Where it is drawn; null when it is not in view: then its table is drawn. */
  readonly host: RefObject<HTMLElement | null> | null;
}

/** What drawing files needs of the page. */
export interface FileLook {
  readonly colours: PageColours;
  readonly formats: Formats;
}

/** Writes a value of a table as the pages do. */
function writer({ formats }: FileLook) {
  return ({ rows, columns }: ExportTable, row: number, column: number): string => {
    const value = rows[row]?.[column] ?? null;
    if (value === null) return '–';
    if (typeof value === 'string') return value;
    const format = columns[column]?.format;
    if (format === 'rate') return formats.rate(value);
    return format === 'count' ? formats.count(value) : formats.number(value);
  };
}

/** Saves cards as one file; notes of the first one hold for all. */
export async function saveCards(
  title: string,
  cards: readonly SavedCard[],
  { kind, look }: { readonly kind: FileKind; readonly look: FileLook },
): Promise<void> {
  const tables = cards.map(({ table }) => table);
  if (kind === 'csv') return saveCsv(title, tables);
  if (kind === 'xlsx') return saveXlsx(title, tables);
  const notes = tables[0]?.notes ?? [];
  const parts: DrawnPart[] = [];
  for (const { table, host } of cards) {
    const element = host?.current ?? null;
    const blob = element === null ? null : await pictureOf(element, look.colours.background);
    parts.push({ table, picture: blob === null ? null : await createImageBitmap(blob) });
  }
  const draw = (shown: readonly DrawnPart[]) =>
    drawPage({ title, notes, parts: shown }, look.colours, writer(look));
  if (kind === 'png') return savePng(title, draw(parts));
  const pages: HTMLCanvasElement[] = [];
  for (let at = 0; at < parts.length; at += cardsPerPage)
    pages.push(draw(parts.slice(at, at + cardsPerPage)));
  return savePdf(title, pages);
}

/** Cards on one page of a PDF. */
const cardsPerPage = 2;
