import { stat } from 'node:fs/promises';
import type { StoreLayout } from '@millstream/core';
import { lineBlocks } from '@millstream/processing';
import { findKeptFile } from '../segment-archive.ts';

/** One line of a kept raw file. */
export interface RawLine {
  /** From 0. */
  readonly line: number;
  readonly text: string;
}

/** Lines of a raw file in order; ends early when the caller stops. @throws CodedError FILE_UNREADABLE */
export async function* rawLines(path: string): AsyncGenerator<RawLine, void> {
  for await (const block of lineBlocks(path, 0)) {
    const text = Buffer.from(block.bytes.buffer).toString('utf8');
    let line = block.firstLine;
    for (const part of text.split('\n')) {
      if (part !== '') yield { line, text: part };
      line += 1;
    }
  }
}

/** A kept raw file by its segment's name, with the time that stands in for records without one; null when it is gone. */
export async function keptFile(
  layout: StoreLayout,
  name: string,
): Promise<{ readonly path: string; readonly bytes: number; readonly mtimeMs: number } | null> {
  const kept = await findKeptFile(layout, name);
  if (kept === null) return null;
  const { mtimeMs } = await stat(kept.path);
  return { path: kept.path, bytes: kept.bytes, mtimeMs: Math.trunc(mtimeMs) };
}

/** Texts of the given lines of a kept raw file, by line; empty when the file is not kept any longer. */
export async function linesOf(
  layout: StoreLayout,
  name: string,
  lines: ReadonlySet<number>,
): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  const kept = await keptFile(layout, name);
  if (kept === null) return found;
  for await (const { line, text } of rawLines(kept.path)) {
    if (lines.has(line)) found.set(line, text);
    if (found.size === lines.size) break;
  }
  return found;
}
