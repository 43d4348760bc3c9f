import type { RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Serves a function from Request to Response on Node, as frameworks do. */
export function listenerOf(handler: (request: Request) => Promise<Response>): RequestListener {
  return async (incoming, response) => {
    const { method = 'GET', url = '/', rawHeaders } = incoming;
    const headers = new Headers();
    for (let index = 0; index + 1 < rawHeaders.length; index += 2)
      headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
    const body = await buffer(incoming);
    const init = { method, headers, ...(body.byteLength > 0 && { body }) };
    const answer = await handler(new Request(`http://shop.example.org${url}`, init));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(new Uint8Array(await answer.arrayBuffer()));
  };
}
