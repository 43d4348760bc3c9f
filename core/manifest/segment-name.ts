/** Facts that a sealed segment's file name carries; the sealed names are the manifest of accepted requests. */
export interface SegmentName {
  /** Server clock of the first record, epoch ms; names sort by it. */
  readonly firstMs: number;
  /** Who wrote it: letters, digits and dots only, unique among live writers (e.g. `w1.0001ax`). */
  readonly writer: string;
  /** Counts up per writer. */
  readonly sequence: number;
  /** Number of lines, so that the reader can prove that it saw all of them. */
  readonly records: number;
  /** True for imported records for which freshness is waived. */
  readonly anyAge: boolean;
}

const sealedPattern = /^(\d{13})-([A-Za-z0-9.]+)-(\d{6,})-(\d+)(-anyage)?\.ndjson(?:\.gz)?$/;

/** Name of a sealed segment, without folder: `<first ms>-<writer>-<sequence>-<records>[-anyage].ndjson`. */
export function formatSegmentName(name: SegmentName): string {
  const firstMs = String(Math.max(0, Math.trunc(name.firstMs))).padStart(13, '0');
  const sequence = String(name.sequence).padStart(6, '0');
  return `${firstMs}-${name.writer}-${sequence}-${name.records}${name.anyAge ? '-anyage' : ''}.ndjson`;
}

/** Reads a sealed segment's name (with or without `.gz`); null when it is not one. */
export function parseSegmentName(fileName: string): SegmentName | null {
  const match = sealedPattern.exec(fileName);
  if (!match) return null;
  const [, firstMs = '', writer = '', sequence = '', records = '', anyAge] = match;
  return {
    firstMs: Number(firstMs),
    writer,
    sequence: Number(sequence),
    records: Number(records),
    anyAge: anyAge !== undefined,
  };
}
