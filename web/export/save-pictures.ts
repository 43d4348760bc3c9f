import { saveFile } from '../table/csv.ts';
import { fileName } from './export-table.ts';
import { type PdfPicture, pdfOfPictures } from './pdf-of-pictures.ts';

const jpegQuality = 0.92;

async function bytesOf(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, jpegQuality));
  if (blob === null) throw new Error('the picture is too large for this browser');
  return blob;
}

/** Saves a drawn page as a picture. */
export async function savePng(title: string, canvas: HTMLCanvasElement): Promise<void> {
  saveFile(fileName(title, 'png'), await bytesOf(canvas, 'image/png'));
}

/** Saves drawn pages as a PDF. */
export async function savePdf(title: string, pages: readonly HTMLCanvasElement[]): Promise<void> {
  const pictures: PdfPicture[] = [];
  for (const canvas of pages) {
    const jpeg = new Uint8Array(await (await bytesOf(canvas, 'image/jpeg')).arrayBuffer());
    pictures.push({ jpeg, width: canvas.width, height: canvas.height });
  }
  saveFile(fileName(title, 'pdf'), new Blob([pdfOfPictures(pictures)], { type: 'application/pdf' }));
}
