import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { type Command, type Driver, type DriverAnswer, sdkNames } from './driver.ts';

const hello = z.object({ platform: z.enum(sdkNames), capabilities: z.array(z.string()) });
const result = z.object({
  elapsedMs: z.number().exactOptional(),
  fired: z.number().exactOptional(),
  inFlight: z.number().exactOptional(),
  requests: z.number().exactOptional(),
});
const driverAnswer: z.ZodType<DriverAnswer> = z.union([
  z.object({ id: z.number(), ok: z.literal(true), result: result.exactOptional() }),
  z.object({ id: z.number(), ok: z.literal(false), error: z.string() }),
  z.object({ id: z.number(), unsupported: z.string() }),
]);

/** Time after which `GET /command` answers that there is none yet, ms. */
const pollMs = 20_000;

/** Speaks the driver protocol over HTTP with a driver in any language. */
export interface ControlServer extends AsyncDisposable {
  /** What the driver finds in `CONFORMANCE_CONTROL`. */
  readonly url: string;
  /** The driver, once it has said hello. */
  readonly driver: Promise<Driver>;
  /** Tells the driver that this is the end, and closes. Commands without an answer fail. */
  close(): Promise<void>;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  return JSON.parse(text);
}

class Control implements ControlServer {
  readonly driver: Promise<Driver>;
  readonly #hello = Promise.withResolvers<Driver>();
  readonly #commands: Command[] = [];
  readonly #polls = new Set<(command: Command | 'none' | 'end') => void>();
  readonly #unanswered = new Map<number, PromiseWithResolvers<DriverAnswer>>();
  #isEnded = false;
  readonly #server = createServer((request, response) => {
    this.#handle(request, response).catch((error: unknown) => {
      response.writeHead(400, { 'Content-Type': 'text/plain' }).end(String(error));
    });
  });

  constructor() {
    this.driver = this.#hello.promise;
    // Whoever awaits it hears of the failure; nobody may, when a test ends before the hello.
    this.driver.catch(() => undefined);
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string')
      throw new Error('The control server does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    this.#isEnded = true;
    for (const poll of this.#polls) poll('end');
    for (const [id, { resolve }] of this.#unanswered) resolve({ id, ok: false, error: 'the driver is gone' });
    this.#hello.reject(new Error('The driver never said hello'));
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeIdleConnections();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${request.method} ${new URL(request.url ?? '/', this.url).pathname}`;
    if (route === 'POST /hello') {
      const { platform, capabilities } = hello.parse(await readJson(request));
      this.#hello.resolve({ platform, capabilities, send: (command) => this.#send(command) });
      response.writeHead(200).end();
    } else if (route === 'POST /answer') {
      const answer = driverAnswer.parse(await readJson(request));
      this.#unanswered.get(answer.id)?.resolve(answer);
      this.#unanswered.delete(answer.id);
      response.writeHead(200).end();
    } else if (route === 'GET /command') this.#poll(response);
    else response.writeHead(404).end();
  }

  #send(command: Command): Promise<DriverAnswer> {
    if (this.#isEnded) return Promise.resolve({ id: command.id, ok: false, error: 'the driver is gone' });
    const answer = Promise.withResolvers<DriverAnswer>();
    this.#unanswered.set(command.id, answer);
    const [poll] = this.#polls;
    if (poll) poll(command);
    else this.#commands.push(command);
    return answer.promise;
  }

  #poll(response: ServerResponse): void {
    const answer = (command: Command | 'none' | 'end'): void => {
      clearTimeout(timer);
      this.#polls.delete(answer);
      // At the end the connection goes too, so that close() need not wait for it.
      if (command === 'end') response.writeHead(410, { Connection: 'close' }).end();
      else if (command === 'none') response.writeHead(204).end();
      else response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(command));
    };
    const timer = setTimeout(() => answer('none'), pollMs);
    response.once('close', () => {
      clearTimeout(timer);
      this.#polls.delete(answer);
    });
    const next = this.#commands.shift();
    if (this.#isEnded) answer('end');
    else if (next) answer(next);
    else this.#polls.add(answer);
  }
}

/** Opens a control server on a free port of the loopback address. */
export function openControlServer(): Promise<ControlServer> {
  return new Control().listen();
}
