import { CodedError } from '@millstream/core';
import { plainCell } from '../result/csv-lines.ts';

/** Column that holds the ids where a file has a header. */
const idColumn = 'user_pseudo_id';
/** Characters of one line at most: a row of an export fits, a file that is no list does not fill the memory. */
const longestRecord = 2_000_000;
const delimiters = [',', ';', '\t'] as const;

/** Pieces of a file. */
export type FileChunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Ids of a file of members, one a line: the first column, or the column `user_pseudo_id` where the first line names it.
 * Commas, semicolons (with a header) or tabs (with a header) part columns; quotes are as in CSV. Empty ids are left out.
 * @throws CodedError SEGMENT_FILE_INVALID when it is not UTF-8, a quote is left open, or a line is longer than 2,000,000
 */
export async function* readMemberFile(chunks: FileChunks): AsyncGenerator<string, void> {
  const reader = new RecordReader();
  let column: number | null = null;
  let hasHeader = false;
  for await (const line of records(chunks, reader)) {
    if (column === null) {
      column = Math.max(0, line.findIndex(isHeader));
      hasHeader = line.some(isHeader);
      if (hasHeader) continue;
    }
    const cell = line[column] ?? '';
    // With the header it is an export of ours, whose cells may carry a mark.
    const id = hasHeader ? plainCell(cell) : cell;
    if (id !== '') yield id;
  }
}

const isHeader = (cell: string) => cell.toLowerCase() === idColumn;

async function* records(chunks: FileChunks, reader: RecordReader): AsyncGenerator<readonly string[], void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch (cause) {
      throw new CodedError('SEGMENT_FILE_INVALID', { reason: 'it is not UTF-8 text' }, { cause });
    }
  };
  for await (const chunk of chunks) yield* reader.read(decode(chunk));
  yield* reader.read(decode());
  yield* reader.end();
}

/** Cuts text into records of cells, whatever pieces it comes in. */
class RecordReader {
  #delimiter: string | null = null;
  #held = '';
  #cells: string[] = [];
  #cell = '';
  /** Inside quotes; after a quote that may be the first of two; outside. */
  #state: 'plain' | 'quoted' | 'quote' = 'plain';
  /** Quoted cells keep their spaces. */
  #isQuoted = false;
  #lineCount = 1;
  #openedAt = 0;
  /** Characters of the record so far. */
  #length = 0;

  *read(text: string): Generator<readonly string[], void> {
    yield* this.#take(this.#delimiter === null ? this.#first(text) : text);
  }

  *end(): Generator<readonly string[], void> {
    if (this.#delimiter === null) {
      this.#delimiter = delimiterOf(this.#held);
      yield* this.#take(this.#held);
    }
    if (this.#state === 'quoted') {
      const reason = `the quote of line ${this.#openedAt} is never closed`;
      throw new CodedError('SEGMENT_FILE_INVALID', { reason });
    }
    if (this.#cell !== '' || this.#cells.length > 0) yield this.#record();
  }

  /** Holds text back until the first line is whole, since that tells what parts columns. */
  #first(text: string): string {
    this.#held += text;
    this.#checkLength(this.#held.length);
    const end = this.#held.search(/[\r\n]/);
    if (end < 0) return '';
    this.#delimiter = delimiterOf(this.#held.slice(0, end));
    const all = this.#held;
    this.#held = '';
    return all;
  }

  *#take(text: string): Generator<readonly string[], void> {
    for (const character of text) {
      if (character === '\n') this.#lineCount += 1;
      this.#length += character.length;
      this.#checkLength(this.#length);
      if (this.#state === 'quoted') {
        if (character === '"') this.#state = 'quote';
        else this.#cell += character;
      } else if (character === '"' && (this.#state === 'quote' || this.#cell === '')) {
        if (this.#state === 'quote') this.#cell += '"';
        else this.#openedAt = this.#lineCount;
        this.#state = 'quoted';
        this.#isQuoted = true;
      } else {
        this.#state = 'plain';
        if (character === '\n' || character === '\r') yield this.#record();
        else if (character === this.#delimiter) this.#endCell();
        else this.#cell += character;
      }
    }
  }

  #checkLength(length: number): void {
    if (length <= longestRecord) return;
    const reason = `line ${this.#lineCount} is longer than ${longestRecord} characters`;
    throw new CodedError('SEGMENT_FILE_INVALID', { reason });
  }

  #endCell(): void {
    this.#cells.push(this.#isQuoted ? this.#cell : this.#cell.trim());
    this.#cell = '';
    this.#isQuoted = false;
  }

  #record(): readonly string[] {
    this.#endCell();
    const record = this.#cells;
    this.#cells = [];
    this.#length = 0;
    return record;
  }
}

/** The delimiter by which the first line names the column of ids; a comma where it does not. */
function delimiterOf(line: string): string {
  const namesColumn = (delimiter: string) =>
    line.split(delimiter).some((cell) => isHeader(cell.trim().replace(/^"(.*)"$/, '$1')));
  return delimiters.find(namesColumn) ?? ',';
}
