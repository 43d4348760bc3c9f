const newline = 10;
const nul = 0;

/** What is left of a segment whose writer died. */
export interface KeptLines {
  /** Whole lines, each ended by a newline. */
  readonly bytes: Uint8Array;
  readonly records: number;
}

function isRecord(line: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(line).toString());
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) count++;
  return count;
}

/** Pieces of a line around its zeros: a page that never reached the disk reads as zeros and joins two lines into one. */
function* piecesWithoutNul(line: Uint8Array): Generator<Uint8Array> {
  let start = 0;
  while (start < line.length) {
    let end = line.indexOf(nul, start);
    if (end === -1) end = line.length;
    if (end > start) yield line.subarray(start, end);
    start = end + 1;
  }
}

function keptAroundNul(content: Uint8Array): KeptLines {
  const kept: Uint8Array[] = [];
  let start = 0;
  for (let end = content.indexOf(newline); end !== -1; end = content.indexOf(newline, start)) {
    const line = content.subarray(start, end);
    start = end + 1;
    if (!line.includes(nul)) kept.push(line);
    // Only the last piece ends in the newline, so only it can be whole.
    else for (const piece of [...piecesWithoutNul(line)].slice(-1)) if (isRecord(piece)) kept.push(piece);
  }
  const ending = Uint8Array.of(newline);
  return { bytes: Buffer.concat(kept.flatMap((line) => [line, ending])), records: kept.length };
}

/**
 * Keeps the whole lines of a segment after a crash. The torn tail goes: zeros written ahead and a last line without its
 * newline. A line with zeros inside was never acknowledged; it goes alone and its neighbours stay.
 */
export function keptLines(content: Uint8Array): KeptLines {
  const whole = content.subarray(0, content.lastIndexOf(newline) + 1);
  if (whole.includes(nul)) return keptAroundNul(whole);
  return { bytes: whole, records: countLines(whole) };
}
