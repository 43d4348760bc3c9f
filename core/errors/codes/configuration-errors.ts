import type { ErrorEntry } from '../error-entry.ts';

/** Errors of settings, the server and its API. */
export const configurationErrors = {
  CONFIG_INVALID: {
    status: 400,
    message: 'The configuration is not valid: {problems}.',
    action: 'Correct the named settings in millstream.yaml, the environment or the options.',
  },
  USAGE: {
    status: 400,
    message: '{problem}',
    action: 'See `millstream help`.',
  },
  SERVER_NOT_RUNNING: {
    status: 503,
    message: 'No server runs on the data directory {dataDir}.',
    action: 'Start it with `npm start`, or name its directory with --data DIR.',
  },
  DATA_DIRECTORY_IN_USE: {
    status: 409,
    message: 'Another server (process {pid}) runs on the data directory {dataDir}.',
    action: 'Stop that server, or start this one with another --data DIR.',
  },
  PORT_UNAVAILABLE: {
    status: 503,
    message: 'Port {port} on {host} cannot be opened: {reason}.',
    action: 'Free the port, or choose another with --port or --collect-port.',
  },
  UNAUTHORIZED: {
    status: 401,
    message: 'Nobody is signed in.',
    action: 'Sign in, or send an API key or the token in the data directory (run/server.json).',
  },
  FORBIDDEN: {
    status: 403,
    message: 'The right {permission} is missing here.',
    action: 'An administrator can give you a role that has it: {roles}.',
  },
  ORIGIN_FOREIGN: {
    status: 403,
    message: 'The request was made by a page of another site.',
    action: 'Use the pages of this server; scripts send an API key instead of a cookie.',
  },
  HOST_FOREIGN: {
    status: 403,
    message: 'This server is reached on its own machine only, not as {host}.',
    action: 'Open http://localhost:{port}, or put a proxy in front that has a port of its own.',
  },
  SIGN_IN_FAILED: {
    status: 401,
    message: 'E-mail or password is wrong.',
    action: 'Try again, or ask an administrator for a new link.',
  },
  SECOND_FACTOR_WRONG: {
    status: 401,
    message: 'The code is wrong or too old.',
    action: 'Enter the present code of your app, or a recovery code; after 15 minutes sign in again.',
  },
  PASSKEY_REFUSED: {
    status: 401,
    message: 'The passkey was not accepted.',
    action: 'Try again, or sign in in another way.',
  },
  SIGN_IN_LOCKED: {
    status: 429,
    message: 'Too many sign-ins failed.',
    action: 'Try again in {seconds} s, or ask an administrator for a new link.',
  },
  SIGN_IN_REQUIRED: {
    status: 403,
    message: 'Only a person who is signed in can do this.',
    action: 'Sign in at the pages; API keys and the local token cannot change how somebody signs in.',
  },
  LOCAL_ONLY: {
    status: 403,
    message: 'This call names files of the server and is for whoever works on that machine.',
    action: 'Run the millstream command beside the data directory.',
  },
  LINK_INVALID: {
    status: 400,
    message: 'This link no longer works.',
    action: 'Restart the server to print a new one, or ask an administrator.',
  },
  ALREADY_SET_UP: {
    status: 409,
    message: 'The account is already set up.',
    action: 'Sign in.',
  },
  EMAIL_IN_USE: {
    status: 409,
    message: 'There is a person with the e-mail {email} already.',
    action: 'Change the roles of that person instead.',
  },
  PASSWORD_WRONG: {
    status: 400,
    message: 'The present password is wrong.',
    action: 'Enter the password that you sign in with.',
  },
  LAST_ADMINISTRATOR: {
    status: 409,
    message: 'This is the last administrator.',
    action: 'Make somebody else Administrator of all projects first.',
  },
  OIDC_UNAVAILABLE: {
    status: 503,
    message: 'The sign-in provider {issuer} cannot be reached: {reason}.',
    action: 'Try again; it works again by itself when the provider is back.',
  },
  OIDC_REFUSED: {
    status: 403,
    message: 'The sign-in by the provider was refused: {reason}.',
    action: 'Try again, or ask an administrator.',
  },
  ACCESS_UNDECLARED: {
    status: 403,
    message: 'The route {route} names no right, so nobody may call it.',
    action: 'This is a mistake of the product; report it.',
  },
  NOT_FOUND: {
    status: 404,
    message: '{what} does not exist.',
    action: 'Check the name.',
  },
  APP_ID_INVALID: {
    status: 400,
    message: '{appId} cannot be an app id.',
    action: 'Use a letter, then letters, digits or underscores, at most 127 characters.',
  },
  APP_EXISTS: {
    status: 409,
    message: 'App {appId} is registered already.',
    action: 'Change it with `millstream app set`.',
  },
  TIME_ZONE_INVALID: {
    status: 400,
    message: '{timeZone} is not an IANA time zone.',
    action: 'Use a name such as Europe/Berlin.',
  },
  INTERNAL: {
    status: 500,
    message: 'An unexpected error happened.',
    action: 'See the log; the error is there with its cause.',
  },
  ENGINE_UNAVAILABLE: {
    status: 503,
    message: 'The engine process is starting or restarting.',
    action: 'Try again in a few seconds; the log says why it stopped.',
  },
  ENGINE_UNREACHABLE: {
    status: 503,
    message: 'The engine {engine} at {url} does not answer: {reason}.',
    action: 'Check the address, the credentials and that it runs; then try again.',
  },
  ENGINE_QUERY_FAILED: {
    status: 502,
    message: 'The engine {engine} could not run the query: {reason}.',
    action: 'Try again; if it fails again, see the log of the engine.',
  },
} as const satisfies Record<string, ErrorEntry>;
