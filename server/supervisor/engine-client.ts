import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';
import { CodedError } from '@millstream/core';
import { toCodedError } from '../local/server-client.ts';
import { type EngineAddress, placeOf, socketOf } from './engine-address.ts';
import { untilEngineHears } from './until-engine-hears.ts';

/** Calls of the engine's API by the supervisor itself. */
export interface EngineClient {
  /** Answers with the JSON of a call. @throws CodedError as the engine names it, ENGINE_UNAVAILABLE */
  call(path: string, body: object, signal: AbortSignal): Promise<unknown>;
  /** Answers row by row. @throws CodedError as the engine names it, also in the middle, ENGINE_UNAVAILABLE */
  rows(path: string, body: object, signal: AbortSignal): AsyncGenerator<unknown, void>;
}

/**
 * A client of the engines behind their Unix sockets; every call is a POST and goes to the engine of the app or project that
 * its body names.
 * @param waitMs how long calls wait for an engine that starts again
 */
export function createEngineClient(address: EngineAddress, waitMs: number): EngineClient {
  async function send(path: string, body: object, signal: AbortSignal): Promise<IncomingMessage> {
    const socketPath = await socketOf(address, placeOf(body));
    const call = httpRequest({ socketPath, method: 'POST', path, signal });
    const answered = once(call, 'response');
    call.end(JSON.stringify(body));
    const [answer] = (await answered.catch((cause: unknown) => {
      throw signal.aborted ? new CodedError('QUERY_CANCELLED', {}, { cause }) : cause;
    })) as [IncomingMessage];
    return answer;
  }

  async function post(path: string, body: object, signal: AbortSignal): Promise<IncomingMessage> {
    const wait = { waitMs, isGone: () => signal.aborted };
    const answer = await untilEngineHears(() => send(path, body, signal), wait);
    const status = answer.statusCode ?? 500;
    if (status >= 400) throw toCodedError(await json(answer).catch(() => null), status);
    return answer;
  }

  return {
    async call(path, body, signal) {
      const answer = await post(path, body, signal);
      return json(answer).catch((cause: unknown) => {
        throw new CodedError(signal.aborted ? 'QUERY_CANCELLED' : 'ENGINE_UNAVAILABLE', {}, { cause });
      });
    },
    async *rows(path, body, signal) {
      const answer = await post(path, body, signal);
      try {
        for await (const line of createInterface({ input: answer })) {
          const row: unknown = JSON.parse(line);
          if (isError(row)) throw toCodedError(row, 500);
          yield row;
        }
      } finally {
        answer.destroy();
      }
    },
  };
}

/** The last line of a stream that failed has this only key. */
function isError(row: unknown): boolean {
  return typeof row === 'object' && row !== null && 'error' in row && Object.keys(row).length === 1;
}
