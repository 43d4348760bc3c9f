/** A page: a JPEG picture and its size in pixels. */
export interface PdfPicture {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Points of a page's width; its height follows the picture. */
const pageWidth = 842;

/** A PDF (1.4) with one page for each picture, as wide as A4 lies. */
export function pdfOfPictures(pictures: readonly PdfPicture[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  const add = (part: string | Uint8Array) => {
    const bytes = typeof part === 'string' ? encoder.encode(part) : part;
    parts.push(bytes);
    length += bytes.length;
  };
  const object = (id: number, ...content: readonly (string | Uint8Array)[]) => {
    offsets[id] = length;
    add(`${id} 0 obj\n`);
    for (const part of content) add(part);
    add('\nendobj\n');
  };
  // Objects: 1 catalogue, 2 pages, then page, content and picture of each.
  const first = (index: number) => 3 + index * 3;
  add('%PDF-1.4\n%âãÏÓ\n');
  object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  const kids = pictures.map((_, index) => `${first(index)} 0 R`).join(' ');
  object(2, `<< /Type /Pages /Kids [${kids}] /Count ${pictures.length} >>`);
  for (const [index, { jpeg, width, height }] of pictures.entries()) {
    const id = first(index);
    const pageHeight = Math.round((height / width) * pageWidth);
    const box = `[0 0 ${pageWidth} ${pageHeight}]`;
    object(
      id,
      `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Resources << /XObject << /I ${id + 2} 0 R >> >> /Contents ${id + 1} 0 R >>`,
    );
    const content = `q ${pageWidth} 0 0 ${pageHeight} 0 0 cm /I Do Q`;
    object(id + 1, `<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    const head = `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`;
    object(id + 2, head, jpeg, '\nendstream');
  }
  const start = length;
  const count = offsets.length;
  const entries = Array.from(
    { length: count - 1 },
    (_, index) => `${String(offsets[index + 1]).padStart(10, '0')} 00000 n \n`,
  );
  add(`xref\n0 ${count}\n0000000000 65535 f \n${entries.join('')}`);
  add(`trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  const file = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}
