import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { CodedError } from '@millstream/core';

/** A run of whole lines of one input file, small enough to hand to a thread. */
export interface LineBlock {
  /** Index into the caller's list of files. */
  readonly file: number;
  /** Number of the first line in its file, from 0. */
  readonly firstLine: number;
  /** The lines with their newlines; the last one of a file may lack it. The buffer is owned, so it can be transferred. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const newline = 10;

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/**
 * Reads a file (gzip when its name ends in `.gz`) as blocks of whole lines of about `blockBytes`; a line is never cut,
 * so one longer than that makes a longer block. Memory does not grow with the file.
 * @throws CodedError FILE_UNREADABLE
 */
export async function* lineBlocks(
  path: string,
  file: number,
  blockBytes = 1 << 20,
): AsyncGenerator<LineBlock, void> {
  const raw = createReadStream(path, { highWaterMark: 1 << 18 });
  const stream = path.endsWith('.gz') ? raw.pipe(createGunzip({ chunkSize: 1 << 18 })) : raw;
  raw.on('error', (error) => stream.destroy(error));
  let parts: Uint8Array[] = [];
  let length = 0;
  let firstLine = 0;
  function* cut(end: number, last: Uint8Array): Generator<LineBlock> {
    const bytes = joined([...parts, last.subarray(0, end)], length + end);
    // Counted first: the buffer may be transferred to a thread while we are suspended.
    const block = { file, firstLine, bytes };
    firstLine += countLines(bytes);
    yield block;
    const rest = last.subarray(end);
    parts = rest.length > 0 ? [rest] : [];
    length = rest.length;
  }
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const end = length + chunk.length >= blockBytes ? chunk.lastIndexOf(newline) + 1 : 0;
      if (end > 0) {
        yield* cut(end, chunk);
      } else {
        parts.push(chunk);
        length += chunk.length;
      }
    }
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    throw new CodedError('FILE_UNREADABLE', { path }, { cause });
  } finally {
    raw.destroy();
  }
  if (length > 0) yield* cut(0, new Uint8Array(0));
}
