import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/** An engine that is busy with native code answers late; scrapes and people wait no longer than this. */
const patienceMs = 3_000;

/** Text of a GET on the engine's Unix socket. @throws Error when it cannot be reached in time */
export function askEngine(socketPath: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(patienceMs);
    const call = request({ socketPath, path, signal }, (answer) => {
      text(answer).then(resolve, reject);
    });
    call.on('error', reject);
    call.end();
  });
}
