import type { SendAnswer, SendRequest } from '@millstream/sdk-client';
import type { WxApi, WxResponse } from './wx-api.ts';

function headerOf({ header = {} }: WxResponse, wanted: string): string | null {
  const name = Object.keys(header).find((key) => key.toLowerCase() === wanted);
  return name === undefined ? null : (header[name] ?? null);
}

/** What sending needs besides. */
export interface WxSendOptions {
  readonly cookie: string | undefined;
  readonly log: (message: string) => void;
  readonly after: (ms: number, act: () => void) => () => void;
}

/** WeChat's own time-out goes first. Old base libraries have none, and a program that was suspended may get no answer at all. */
const graceMs = 1_000;

/** Sends one request by `wx.request`. @returns never rejects */
export function wxSend(wx: WxApi, request: SendRequest, options: WxSendOptions): Promise<SendAnswer> {
  return new Promise((settle) => {
    const cancel = options.after(request.timeoutMs + graceMs, () => settle({ status: 0 }));
    const resolve = (answer: SendAnswer): void => {
      cancel();
      settle(answer);
    };
    const fail = (errMsg = ''): void => {
      if (errMsg.includes('domain list'))
        options.log(`${errMsg}: add the endpoint to the request domains of the mini program`);
      resolve({ status: 0 });
    };
    try {
      wx.request({
        url: request.url,
        method: 'POST',
        data: request.body,
        dataType: 'text',
        timeout: request.timeoutMs,
        header: {
          'content-type': 'application/json; charset=utf-8',
          ...(request.authorization !== undefined && { authorization: request.authorization }),
          ...(options.cookie !== undefined && { cookie: options.cookie }),
        },
        success: (response) =>
          resolve({ status: response.statusCode, retryAfter: headerOf(response, 'retry-after') }),
        fail: ({ errMsg }) => fail(errMsg),
      });
    } catch (error) {
      fail(String(error));
    }
  });
}
