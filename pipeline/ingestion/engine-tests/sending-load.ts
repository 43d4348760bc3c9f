import { Agent, type ClientRequest, request as requestPlain } from 'node:http';
import { request as requestSecure, Agent as SecureAgent } from 'node:https';

/** What became of the requests of a load. */
export interface LoadOutcome {
  /** Request ids that were answered 200. */
  readonly acknowledged: readonly string[];
  /** Everything else: a status, or the code of a connection error. */
  readonly failures: readonly string[];
}

/** Clients that send without pause. */
export interface SendingLoad {
  readonly outcome: LoadOutcome;
  /** Sends to another address from the next request on. */
  redirectTo(url: string): void;
  /** Resolves when so many more requests were acknowledged. */
  acknowledgements(count: number): Promise<void>;
  /** Lets requests under way end and tells what became of all. */
  stop(): Promise<LoadOutcome>;
}

/** How a load sends. */
export interface LoadOptions {
  /** @default 8 */
  readonly clients?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts `clients` that each send one event after the other on kept connections. */
export function startLoad(url: string, options: LoadOptions = {}): SendingLoad {
  const { clients = 8, headers = {} } = options;
  const agents = {
    plain: new Agent({ keepAlive: true }),
    secure: new SecureAgent({ keepAlive: true, rejectUnauthorized: false }),
  };
  const acknowledged: string[] = [];
  const failures: string[] = [];
  let target = url;
  let isStopped = false;
  let waiting: { count: number; resolve: () => void }[] = [];

  function open(): ClientRequest {
    const address = `${target}/collect?appId=web`;
    const common = { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers } };
    return target.startsWith('https')
      ? requestSecure(address, { ...common, agent: agents.secure })
      : requestPlain(address, { ...common, agent: agents.plain });
  }

  function send(): Promise<void> {
    return new Promise((resolve) => {
      const request = open();
      request.on('error', (error: NodeJS.ErrnoException) => {
        failures.push(error.code ?? error.message);
        // A refused connection comes back at once; without a pause the clients would keep the machine from recovering.
        setTimeout(resolve, 5);
      });
      request.on('response', (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode === 200) acknowledged.push(String(response.headers['x-request-id']));
          else failures.push(String(response.statusCode));
          waiting = waiting.filter(({ count, resolve: reached }) => {
            if (acknowledged.length >= count) reached();
            return acknowledged.length < count;
          });
          resolve();
        });
      });
      request.end('[{"event_type":"load"}]');
    });
  }

  const running = Array.from({ length: clients }, async () => {
    while (!isStopped) await send();
  });
  const outcome = { acknowledged, failures };
  return {
    outcome,
    redirectTo: (next) => {
      target = next;
    },
    acknowledgements: (count) =>
      new Promise((resolve) => {
        waiting.push({ count: acknowledged.length + count, resolve });
      }),
    async stop() {
      isStopped = true;
      await Promise.all(running);
      agents.plain.destroy();
      agents.secure.destroy();
      return outcome;
    },
  };
}
