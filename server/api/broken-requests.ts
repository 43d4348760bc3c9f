import type { Socket } from 'node:net';
import { CodedError, type ErrorCode } from '@millstream/core';
import type { FastifyReply } from 'fastify';

const codes: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'REQUEST_HEAD_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TOO_SLOW',
};

/** Answers what is no readable HTTP, in the form of all other errors, and ends the connection. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  // The other side went away: nobody reads an answer.
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const coded = new CodedError(codes[error.code ?? ''] ?? 'REQUEST_MALFORMED', {}, { cause: error });
  const body = JSON.stringify({ error: coded.toJSON() });
  const head = [
    `HTTP/1.1 ${coded.status} Refused`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Answers an address that no route can have, in the form of all other errors. */
export function answerBrokenAddress(error: Error, _request: unknown, reply: FastifyReply): void {
  const coded = new CodedError('USAGE', { problem: error.message }, { cause: error });
  void reply.code(coded.status).send({ error: coded.toJSON() });
}
