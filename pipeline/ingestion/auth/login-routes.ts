import type { IncomingMessage, ServerResponse } from 'node:http';
import { CodedError, type Logger } from '@millstream/core';
import type { SenderGate } from '../http/sender-gate.ts';
import { formatCookie, readCookie } from './cookie-header.ts';
import type { OidcLogin } from './oidc-login.ts';
import type { CookieSealer } from './sealed-cookie.ts';

const loginPath = '/login';
const callbackPath = '/oauth2/idpresponse';
const loginCookieName = 'cs_login';
/** Cookie of a signed-in sender. */
export const sessionCookieName = 'cs_session';
const sessionLifetimeSeconds = 7 * 24 * 60 * 60;
const hostPattern = /^(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i;

/** Settings of {@link createLoginRoutes}. */
export interface LoginRoutesOptions {
  readonly login: OidcLogin;
  readonly sealer: CookieSealer;
  readonly logger: Logger;
  readonly publicOrigin: string | null;
}

/** The two routes of the sign-in: where it starts, and where the provider sends the browser back to. */
export type LoginRoutes = Pick<SenderGate, 'servesPath' | 'serve'>;

/** Creates the handlers of `/login` and `/oauth2/idpresponse`. */
export function createLoginRoutes(options: LoginRoutesOptions): LoginRoutes {
  const { login, sealer, logger } = options;

  async function start(origin: string, response: ServerResponse): Promise<void> {
    const { redirectTo, loginCookie, lifetimeSeconds } = await login.start(`${origin}${callbackPath}`);
    const cookie = formatCookie(loginCookieName, loginCookie, {
      path: callbackPath,
      maxAgeSeconds: lifetimeSeconds,
      isSecure: isHttps(origin),
      // The browser comes back by a top-level navigation, which carries Lax cookies.
      sameSite: 'Lax',
    });
    response.writeHead(302, { Location: redirectTo, 'Set-Cookie': cookie });
    response.end();
  }

  async function finish(origin: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const loginCookie = readCookie(request.headers.cookie, loginCookieName) ?? '';
    const subject = await login.finish(new URL(request.url ?? '/', origin), loginCookie);
    const session = await sealer.seal('session', { sub: subject }, sessionLifetimeSeconds);
    const isSecure = isHttps(origin);
    response.writeHead(200, {
      'Content-Type': 'text/plain',
      'Set-Cookie': [
        formatCookie(sessionCookieName, session, {
          path: '/',
          maxAgeSeconds: sessionLifetimeSeconds,
          isSecure,
          sameSite: isSecure ? 'None' : 'Lax',
        }),
        formatCookie(loginCookieName, '', {
          path: callbackPath,
          maxAgeSeconds: 0,
          isSecure,
          sameSite: 'Lax',
        }),
      ],
    });
    response.end('Authenticated');
  }

  return {
    servesPath: (path) => path === loginPath || path === callbackPath,
    async serve(request, response) {
      response.setHeader('Cache-Control', 'no-store');
      try {
        const origin = options.publicOrigin ?? originOf(request);
        const path = request.url?.split('?', 1)[0];
        await (path === loginPath ? start(origin, response) : finish(origin, request, response));
      } catch (cause) {
        const error = new CodedError('LOGIN_FAILED', {}, { cause });
        logger.warn({ err: error, rid: response.getHeader('X-Request-ID') }, 'a sign-in failed');
        if (response.headersSent) {
          response.destroy();
          return;
        }
        response.writeHead(error.status, { 'Content-Type': 'text/plain' });
        response.end(`${error.message} ${error.action}`);
      }
    },
  };
}

function isHttps(origin: string): boolean {
  return origin.startsWith('https:');
}

function originOf(request: IncomingMessage): string {
  const host = request.headers.host ?? '';
  if (!hostPattern.test(host)) throw new Error('the Host header is missing or malformed');
  const isEncrypted = 'encrypted' in request.socket && request.socket.encrypted === true;
  return `${isEncrypted ? 'https' : 'http'}://${host}`;
}
