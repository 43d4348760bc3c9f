import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Serves a function from Request to Response on Node, as frameworks do. */
export function listenerOf(handler: (request: Request) => Promise<Response>): RequestListener {
  return async (incoming, response) => {
    const { method = 'GET', url = '/', rawHeaders } = incoming;
    const headers = new Headers();
    for (let index = 0; index + 1 < rawHeaders.length; index += 2)
      headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
    const body =
      method === 'GET' || method === 'HEAD' ? {} : { body: Readable.toWeb(incoming), duplex: 'half' };
    const init = { method, headers, ...body } as RequestInit;
    const answer = await handler(new Request(`http://shop.example.org${url}`, init));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body === null) response.end();
    else await pipeline(Readable.from(answer.body as unknown as AsyncIterable<Uint8Array>), response);
  };
}
