import type { Accounts } from '@millstream/console';
import type { Logger } from '@millstream/core';
import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { getMigrations } from 'better-auth/db/migration';
import { twoFactor } from 'better-auth/plugins';
import { z } from 'zod';

/** Characters of a password, at least. */
export const shortestPassword = 10;
/** Characters of a password, at most: hashing longer ones would cost a server its time. */
export const longestPassword = 128;
/** Header by which the address of a caller reaches the library; set by us only. */
export const addressHeader = 'x-millstream-address';

/** Signs a person in whom a passkey, a link or a provider has proven: a new session, a new cookie. */
const signInPerson = {
  id: 'sign-in-person',
  endpoints: {
    signInPerson: createAuthEndpoint(
      '/sign-in-person',
      { method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
      async (context) => {
        const { internalAdapter } = context.context;
        const user = await internalAdapter.findUserById(context.body.userId);
        if (user === null) throw context.error('UNAUTHORIZED');
        const session = await internalAdapter.createSession(user.id);
        await setSessionCookie(context, { session, user });
        return context.json({ id: session.id });
      },
    ),
  },
};

/** What the authentication is made of. */
export interface AuthenticationParts {
  readonly accounts: Pick<Accounts, 'database'>;
  readonly secret: string;
  readonly logger: Logger;
}

function configure({ accounts, secret, logger }: AuthenticationParts) {
  return betterAuth({
    appName: 'Millstream',
    database: { db: accounts.database, type: 'sqlite' },
    secret,
    // Never part of an answer: our own routes call the library, it serves none itself.
    baseURL: 'http://localhost',
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (level, message) =>
        logger[level === 'error' ? 'error' : 'debug']({}, `authentication: ${message}`),
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    session: { expiresIn: 7 * 86_400, updateAge: 3_600 },
    // Our own locks count by account and address, and outlive a restart.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'millstream',
      // The Secure flag is added where the request came by https.
      useSecureCookies: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    plugins: [twoFactor({ issuer: 'Millstream' }), signInPerson],
  });
}

/** The authentication library at work on the file of people. */
export type Authentication = ReturnType<typeof configure>;

/** Makes or upgrades the library's tables, then hands it out. */
export async function startAuthentication(parts: AuthenticationParts): Promise<Authentication> {
  const authentication = configure(parts);
  await (await getMigrations(authentication.options)).runMigrations();
  return authentication;
}
