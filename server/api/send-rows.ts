import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { jsonLine } from '../engine/json-line.ts';

async function* lines(rows: AsyncIterable<unknown>): AsyncGenerator<string, void> {
  for await (const row of rows) yield jsonLine(row);
}

/** Sends rows as a file of JSON lines; what fails in the middle cuts the answer off, so that it is not taken for whole. */
export function sendRows(reply: FastifyReply, rows: AsyncIterable<unknown>, fileName: string): FastifyReply {
  return reply
    .header('content-type', 'application/x-ndjson')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .send(Readable.from(lines(rows)));
}
