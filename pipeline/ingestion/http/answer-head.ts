import { STATUS_CODES } from 'node:http';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** Headers of an answer (name, value, name, value) apart from Date and those of the connection. */
export function answerHeaders(exchange: Exchange, answer: Answer): string[] {
  const headers = ['X-Request-ID', exchange.arrival.rid, ...exchange.cors.headers, ...answer.headers];
  if (answer.contentType !== '') headers.push('Content-Type', answer.contentType);
  if (answer.status !== 204) headers.push('Content-Length', String(Buffer.byteLength(answer.body)));
  return headers;
}

/** Status line of an HTTP/1.1 answer, with its line end. */
export function statusLine(status: number): string {
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}\r\n`;
}

/** Header lines from names and values in turn. */
export function headerLines(headers: readonly string[]): string {
  let text = '';
  for (let at = 0; at < headers.length; at += 2) text += `${headers[at]}: ${headers[at + 1]}\r\n`;
  return text;
}

/** A whole last answer for a connection on which no request could be read. */
export function rawRefusal(answer: Answer, rid: string, nowMs: number): string {
  const headers = ['X-Request-ID', rid, ...answer.headers, 'Content-Type', answer.contentType];
  headers.push('Content-Length', String(Buffer.byteLength(answer.body)));
  headers.push('Date', new Date(nowMs).toUTCString(), 'Connection', 'close');
  return `${statusLine(answer.status)}${headerLines(headers)}\r\n${answer.body}`;
}
