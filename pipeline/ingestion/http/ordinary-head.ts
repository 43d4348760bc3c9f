import type { RequestHead } from './exchange.ts';

/** A request head that both lanes read alike, and the place where it ends. */
export interface OrdinaryHead {
  readonly head: RequestHead;
  /** Offset behind the blank line. */
  readonly end: number;
  readonly contentLength: number;
}

/** 'partial' needs more bytes; 'other' is for the parser of the node lane. */
export type HeadReading = OrdinaryHead | 'partial' | 'other';

const requestLine = /^(POST|OPTIONS) (\/[\x21-\x7e]*) HTTP\/1\.1$/;
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;
const length = /^\d{1,9}$/;

interface Fields {
  host: string | undefined;
  origin: string | undefined;
  userAgent: string | undefined;
  forwardedFor: string | undefined;
  contentLength: string | undefined;
}

/** Puts a header into its place. False for what the fast lane does not understand, or meets twice. */
function takeField(fields: Fields, name: string, value: string): boolean {
  switch (name) {
    case 'host':
      if (fields.host !== undefined || value === '') return false;
      fields.host = value;
      return true;
    case 'origin':
      if (fields.origin !== undefined) return false;
      fields.origin = value;
      return true;
    case 'user-agent':
      if (fields.userAgent !== undefined) return false;
      fields.userAgent = value;
      return true;
    case 'x-forwarded-for':
      if (fields.forwardedFor !== undefined) return false;
      fields.forwardedFor = value;
      return true;
    case 'content-length':
      if (fields.contentLength !== undefined || !length.test(value)) return false;
      fields.contentLength = value;
      return true;
    case 'connection':
      return value.toLowerCase() === 'keep-alive';
    case 'content-encoding':
    case 'transfer-encoding':
    case 'expect':
    case 'upgrade':
    case 'te':
    case 'trailer':
    case 'keep-alive':
    case 'proxy-connection':
      return false;
    default:
      return true;
  }
}

function readFields(text: string, start: number): Fields | null {
  const fields: Fields = {
    host: undefined,
    origin: undefined,
    userAgent: undefined,
    forwardedFor: undefined,
    contentLength: undefined,
  };
  for (let at = start; at < text.length; ) {
    let end = text.indexOf('\r\n', at);
    if (end === -1) end = text.length;
    const colon = text.indexOf(':', at);
    if (colon === -1 || colon >= end) return null;
    const name = text.slice(at, colon);
    const value = text.slice(colon + 1, end);
    if (!token.test(name) || !fieldValue.test(value)) return null;
    if (!takeField(fields, name.toLowerCase(), value.trim())) return null;
    at = end + 2;
  }
  return fields;
}

const beginnings = ['POST /', 'OPTIONS /'] as const;

/** Whether the rest of these bytes may still make an ordinary head; a line feed alone ends lines for Node's parser. */
function mayBecomeOrdinary(bytes: Buffer, start: number): boolean {
  const text = bytes.toString('latin1', start, start + 9);
  if (!beginnings.some((beginning) => text.startsWith(beginning) || beginning.startsWith(text))) return false;
  for (let at = bytes.indexOf(10, start); at !== -1; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at - 1] !== 13) return false;
  }
  return true;
}

/**
 * Reads the head of a request that could hardly be plainer: POST with Content-Length or OPTIONS without a body, HTTP/1.1,
 * valid names and values, nothing twice, no coding. All else is 'other', also what might be an error, so that only one
 * parser decides about it.
 */
export function readOrdinaryHead(bytes: Buffer, start: number, maxHeadBytes: number): HeadReading {
  const blank = bytes.indexOf('\r\n\r\n', start, 'latin1');
  if (blank === -1) {
    return bytes.length - start <= maxHeadBytes && mayBecomeOrdinary(bytes, start) ? 'partial' : 'other';
  }
  if (blank - start > maxHeadBytes) return 'other';
  const text = bytes.toString('latin1', start, blank);
  const lineEnd = text.indexOf('\r\n');
  const line = requestLine.exec(lineEnd === -1 ? text : text.slice(0, lineEnd));
  const [, method, target] = line ?? [];
  if (lineEnd === -1 || method === undefined || target === undefined) return 'other';
  const fields = readFields(text, lineEnd + 2);
  if (!fields || fields.host === undefined) return 'other';
  if ((method === 'POST') !== (fields.contentLength !== undefined)) return 'other';
  return {
    head: {
      method,
      target,
      host: fields.host,
      origin: fields.origin ?? '',
      userAgent: fields.userAgent ?? '',
      forwardedFor: fields.forwardedFor ?? '',
      contentEncoding: '',
    },
    end: blank + 4,
    contentLength: Number(fields.contentLength ?? 0),
  };
}
