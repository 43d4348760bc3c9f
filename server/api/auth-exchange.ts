import { CodedError, type ErrorCode } from '@millstream/core';
import { isAPIError } from 'better-auth/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressHeader } from './authentication.ts';

/** Headers of a request as the library reads them: cookies, device and the address that the connection shows. */
export function authHeaders(request: FastifyRequest): Headers {
  const headers = new Headers({ [addressHeader]: request.ip });
  for (const name of ['cookie', 'user-agent'] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  return headers;
}

/** Whether the caller's side of the connection is https; a proxy in front says so. */
export function isHttps(request: FastifyRequest): boolean {
  return request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';
}

/** Hands cookies that the library set to the browser. */
export function passCookies(request: FastifyRequest, reply: FastifyReply, headers: Headers): void {
  const secure = isHttps(request) ? '; Secure' : '';
  for (const cookie of headers.getSetCookie()) reply.header('set-cookie', `${cookie}${secure}`);
}

/** Runs a call of the library; its refusals become the given error. */
export async function refusedAs<T>(code: ErrorCode, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (cause) {
    if (isAPIError(cause)) throw new CodedError(code, {}, { cause });
    throw cause;
  }
}
