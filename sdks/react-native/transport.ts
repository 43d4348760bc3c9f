import type { SendAnswer, SendRequest } from '@millstream/sdk-client';
import { sha256 } from '@noble/hashes/sha2.js';
import { gzipSync, strToU8 } from 'fflate';
import type { Device } from './device/device.ts';
import { toBase64 } from './storage/base64.ts';

/** What the transport needs of the device. */
export type TransportDevice = Pick<Device, 'post' | 'after'>;

/** What the transport needs besides. */
export interface TransportParts {
  isCompressing(): boolean;
  cookie(): string | undefined;
  /** Resolves when the number of the request is stored, so that a killed app does not use it twice. */
  written(): Promise<void>;
}

const hashDigits = 8;

function hashCode(text: string): string {
  const bytes = sha256(strToU8(text)).subarray(0, hashDigits / 2);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends by `fetch`; no answer within the time-out counts as none. */
export function createTransport(
  device: TransportDevice,
  { isCompressing, cookie, written }: TransportParts,
): (request: SendRequest) => Promise<SendAnswer> {
  const post = async (request: SendRequest, signal: AbortSignal): Promise<SendAnswer> => {
    await written();
    const body = isCompressing() ? toBase64(gzipSync(strToU8(request.body), { level: 6 })) : request.body;
    const authCookie = cookie();
    const { status, headers } = await device.post(
      `${request.url}${isCompressing() ? '&compression=gzip' : ''}&hashCode=${hashCode(body)}`,
      {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          ...(request.authorization !== undefined && { Authorization: request.authorization }),
          ...(authCookie !== undefined && { cookie: authCookie }),
        },
        body,
        signal,
      },
    );
    return { status, retryAfter: headers.get('Retry-After') };
  };

  return async (request) => {
    const abort = new AbortController();
    let cancel = (): void => undefined;
    const timeOut = new Promise<SendAnswer>((resolve) => {
      cancel = device.after(request.timeoutMs, () => {
        abort.abort();
        resolve({ status: 0 });
      });
    });
    try {
      return await Promise.race([post(request, abort.signal), timeOut]);
    } catch {
      return { status: 0 };
    } finally {
      cancel();
    }
  };
}
