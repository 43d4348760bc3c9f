import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const cache = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), '.cache');

/** A running Keycloak with the realm `clickstream`. Dispose it to stop and remove it. */
export interface Keycloak extends AsyncDisposable {
  readonly issuer: string;
  readonly port: number;
  stop(): Promise<void>;
  /** Starts it again on the same port with the same people. */
  start(): Promise<void>;
}

/** A person of the realm; the password is the user name and `-pw`. */
export interface RealmUser {
  readonly username: string;
  readonly emailVerified: boolean;
  readonly realmRoles: readonly string[];
}

function realm(users: readonly RealmUser[]) {
  const roles = [...new Set(users.flatMap(({ realmRoles }) => realmRoles))];
  return {
    realm: 'clickstream',
    enabled: true,
    sslRequired: 'none',
    roles: { realm: roles.map((name) => ({ name })) },
    clients: [
      {
        clientId: 'web-console',
        publicClient: true,
        standardFlowEnabled: true,
        redirectUris: ['http://127.0.0.1:*'],
        attributes: { 'pkce.code.challenge.method': 'S256' },
        protocolMappers: [
          {
            name: 'roles in the ID token',
            protocol: 'openid-connect',
            protocolMapper: 'oidc-usermodel-realm-role-mapper',
            config: {
              'claim.name': 'realm_access.roles',
              'jsonType.label': 'String',
              multivalued: 'true',
              'id.token.claim': 'true',
            },
          },
        ],
      },
    ],
    users: users.map(({ username, emailVerified, realmRoles }) => ({
      username,
      enabled: true,
      email: `${username}@example.test`,
      emailVerified,
      firstName: username,
      lastName: 'Example',
      realmRoles,
      credentials: [{ type: 'password', value: `${username}-pw` }],
    })),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Starts Keycloak with these people. @throws Error with its log when it is not ready after two minutes */
export async function startKeycloak(users: readonly RealmUser[]): Promise<Keycloak> {
  const folder = mkdtempSync(join(tmpdir(), 'keycloak-'));
  cpSync(join(cache, 'keycloak', 'home'), folder, { recursive: true });
  mkdirSync(join(folder, 'data', 'import'), { recursive: true });
  writeFileSync(join(folder, 'data', 'import', 'realm.json'), JSON.stringify(realm(users)));
  const [port, managementPort] = [await freePort(), await freePort()];
  const issuer = `http://127.0.0.1:${port}/realms/clickstream`;
  let child: ReturnType<typeof spawn> | null = null;

  async function start(): Promise<void> {
    const options = [
      '--optimized',
      '--http-enabled=true',
      '--hostname-strict=false',
      '--http-host=127.0.0.1',
      `--http-port=${port}`,
      `--http-management-port=${managementPort}`,
      '--import-realm',
    ];
    const started = spawn('bash', [join(folder, 'bin', 'kc.sh'), 'start', ...options], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        JAVA_HOME: join(cache, 'trino', 'java'),
        JAVA_OPTS_KC_HEAP: '-Xms128m -Xmx512m',
        JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1',
      },
    });
    child = started;
    let log = '';
    for (const stream of [started.stdout, started.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    const deadline = performance.now() + 120_000;
    for (;;) {
      const answer = await fetch(`${issuer}/.well-known/openid-configuration`).catch(() => null);
      if (answer?.ok) return;
      if (performance.now() > deadline || started.exitCode !== null) throw new Error(`no Keycloak\n${log}`);
      await wait(300);
    }
  }
  async function stop(): Promise<void> {
    if (child?.pid === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    process.kill(-child.pid, 'SIGTERM');
    await ended;
    child = null;
  }
  await start().catch(async (error: unknown) => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  return {
    issuer,
    port,
    stop,
    start,
    async [Symbol.asyncDispose]() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
