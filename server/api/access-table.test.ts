import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type Grant,
  type Permission,
  permissions,
  type RouteAccess,
  roleHas,
  roles,
} from '@millstream/console';
import type { HTTPMethods } from 'fastify';
import type { RouteRight } from './access.ts';
import { createPerson } from './auth-person.ts';
import { startTestApi, type TestApi, testToken } from './test-support/test-api.ts';

/** Routes that strangers may call. A new one is a decision, so it is written here too. */
const publicRoutes = [
  'GET /api/auth-methods',
  'GET /api/auth/oidc/callback',
  'GET /api/auth/oidc/start',
  'GET /api/openapi.json',
  // Links to members of a segment: 256 random bits that work for 10 minutes.
  'GET /api/segment-exports/:token',
  'GET /api/setup',
  'POST /api/auth/passkey/options',
  'POST /api/auth/passkey/verify',
  'POST /api/auth/second-factor',
  'POST /api/auth/sign-in',
  'POST /api/setup',
];
/** Routes about oneself, which need no role. */
const ownRoutes = /^\w+ \/api\/(me|auth\/sign-out|about|settings\/appearance|version)(\/|$)/;
/** Questions that are asked by another method than GET: their right ends in `.read`, and they change nothing for others. */
const questions = [
  /^(POST|DELETE) \/api\/studio\//,
  /^POST \/api\/apps\/:appId\/segments\/(check|preview|schedule)$/,
  /^POST \/api\/(environment\/check|plugins\/:name\/:version\/try)$/,
  /^(PUT|DELETE) \/api\/apps\/:appId\/explorations\/:id\/draft$/,
];

const allowed = 299;
const project = 'first';
const elsewhere = 'other_project';

let server: TestApi;
before(async () => {
  server = await startTestApi();
  // What lies behind the check is not part of this test; nothing is changed by walking.
  server.api.addHook('preHandler', (_request, reply) => reply.code(allowed).send({ reached: true }));
  await server.api.ready();
});
after(() => server[Symbol.asyncDispose]());

const nameOf = ({ method, url }: RouteRight) => `${method} ${url}`;
const isRead = (method: string) => ['GET', 'HEAD', 'OPTIONS'].includes(method);

/** A real path of a route: the app and project that exist, and some word for every other name. */
function pathOf(url: string): string {
  return url
    .replace(':appId', 'web')
    .replace(/:(projectId|pid)\b/, project)
    .replace(/:\w+/g, 'x')
    .replace('*', 'x');
}

/** Whether the route says by itself which project it is about. */
const namesProject = ({ url }: RouteRight) => /:(appId|projectId)\b/.test(url);

async function walk(route: RouteRight, headers: Readonly<Record<string, string>>) {
  const answer = await server.api.inject({
    method: route.method as HTTPMethods,
    url: pathOf(route.url),
    headers,
    ...(isRead(route.method) ? {} : { payload: {} }),
  });
  const code = answer.statusCode === allowed || answer.body === '' ? null : answer.json().error.code;
  return { status: answer.statusCode, code };
}

/** What became of a call: `let through` also when the input was then found wrong. */
async function outcome(route: RouteRight, headers: Readonly<Record<string, string>>): Promise<string> {
  const { status, code } = await walk(route, headers);
  if (status === 401) return 'nobody';
  if (code === 'FORBIDDEN' || (status === 403 && code === null)) return 'forbidden';
  return code === 'ACCESS_UNDECLARED' ? 'undeclared' : 'let through';
}

async function personWith(name: string, grants: readonly Grant[]): Promise<string> {
  const personId = await createPerson(server.access, { email: `${name}@example.test`, name });
  await server.access.accounts.grants.set(personId, grants);
  return personId;
}

/** Headers of a key with all rights of a person with these roles. */
async function keyOf(
  name: string,
  grants: readonly Grant[],
  scope: { permissions?: readonly Permission[]; projectIds?: readonly string[] | null } = {},
): Promise<Record<string, string>> {
  const personId = await personWith(name, grants);
  const all = Object.keys(permissions) as Permission[];
  const { secret } = await server.access.accounts.keys.create({
    personId,
    name,
    permissions: scope.permissions ?? all,
    projectIds: scope.projectIds ?? null,
    expiresAtMs: null,
  });
  return { authorization: `Bearer ${secret}` };
}

const isRight = (access: RouteRight['permission']): access is Permission => access in permissions;

async function eachRoute(check: (route: RouteRight) => Promise<string | null>): Promise<void> {
  const wrong: string[] = [];
  for (const route of server.api.routeRights) {
    const problem = await check(route);
    if (problem !== null) wrong.push(`${nameOf(route)} (${route.permission}): ${problem}`);
  }
  assert.deepEqual(wrong, []);
}

function differs(found: string, expected: string): string | null {
  return found === expected ? null : `${found}, expected ${expected}`;
}

describe('every route below /api', () => {
  it('names its right', () => {
    const undeclared = server.api.routeRights.filter(({ permission }) => permission === 'undeclared');
    assert.deepEqual(undeclared.map(nameOf), []);
    assert.ok(server.api.routeRights.length > 100, 'the routes are walked');
  });

  it('is public only where that was decided', () => {
    const found = server.api.routeRights.filter(({ permission }) => permission === 'public').map(nameOf);
    assert.deepEqual(found.filter((name) => !name.startsWith('HEAD ')).sort(), publicRoutes);
  });

  it('needs no role only where it is about oneself', () => {
    const found = server.api.routeRights.filter(({ permission }) => permission === 'own').map(nameOf);
    assert.deepEqual(
      found.filter((name) => !ownRoutes.test(name)),
      [],
    );
  });

  it('asks for a right to write when it writes', () => {
    const writes = server.api.routeRights.filter(
      ({ method, permission }) => !isRead(method) && permission.endsWith('.read'),
    );
    const unknown = writes.map(nameOf).filter((name) => !questions.some((question) => question.test(name)));
    assert.deepEqual(unknown, []);
  });

  it('refuses strangers', () =>
    eachRoute(async (route) => {
      const expected = route.permission === 'public' ? 'let through' : 'nobody';
      return differs(await outcome(route, {}), expected);
    }));

  it('refuses tokens and keys that nobody gave out', () =>
    eachRoute(async (route) => {
      const expected = route.permission === 'public' ? 'let through' : 'nobody';
      for (const secret of ['ms_guessed', 'guessed', `${testToken} `])
        if ((await outcome(route, { authorization: `Bearer ${secret}` })) !== expected) return secret;
      return null;
    }));

  it('lets the local token through', () =>
    eachRoute(async (route) =>
      differs(await outcome(route, { authorization: `Bearer ${testToken}` }), 'let through'),
    ));

  it('refuses people without a role', async () => {
    const headers = await keyOf('no-role', []);
    await eachRoute(async (route) =>
      differs(await outcome(route, headers), isRight(route.permission) ? 'forbidden' : 'let through'),
    );
  });

  for (const role of roles) {
    const expectedFor = (permission: RouteAccess | 'undeclared') =>
      !isRight(permission) || roleHas(role, permission) ? 'let through' : 'forbidden';

    it(`holds for ${role} of all projects`, async () => {
      const headers = await keyOf(`${role}-all`, [{ role, projectId: null }]);
      await eachRoute(async (route) => differs(await outcome(route, headers), expectedFor(route.permission)));
    });

    it(`holds for ${role} of the project`, async () => {
      const headers = await keyOf(`${role}-here`, [{ role, projectId: project }]);
      await eachRoute(async (route) => {
        const isInside = !isRight(route.permission) || namesProject(route) || route.acrossProjects;
        return differs(await outcome(route, headers), isInside ? expectedFor(route.permission) : 'forbidden');
      });
    });

    it(`refuses ${role} of another project`, async () => {
      const headers = await keyOf(`${role}-elsewhere`, [{ role, projectId: elsewhere }]);
      await eachRoute(async (route) => {
        const isOutside = isRight(route.permission) && (namesProject(route) || !route.acrossProjects);
        return differs(
          await outcome(route, headers),
          isOutside ? 'forbidden' : expectedFor(route.permission),
        );
      });
    });
  }

  it('refuses an API key without the scope', async () => {
    const grants = [{ role: 'Admin', projectId: null }] as const;
    for (const permission of Object.keys(permissions) as Permission[]) {
      const others = (Object.keys(permissions) as Permission[]).filter((other) => other !== permission);
      const headers = await keyOf(`without-${permission}`, grants, { permissions: others });
      const routes = server.api.routeRights.filter((route) => route.permission === permission);
      for (const route of routes)
        assert.equal(await outcome(route, headers), 'forbidden', `${nameOf(route)} without ${permission}`);
    }
  });

  it('refuses an API key of other projects', async () => {
    const headers = await keyOf('key-elsewhere', [{ role: 'Admin', projectId: null }], {
      projectIds: [elsewhere],
    });
    await eachRoute(async (route) =>
      isRight(route.permission) && namesProject(route)
        ? differs(await outcome(route, headers), 'forbidden')
        : null,
    );
  });
});

describe('the project of a call', () => {
  const ask = async (
    headers: Readonly<Record<string, string>>,
    call: { readonly url: string; readonly payload?: object },
  ) => {
    const method = call.payload === undefined ? 'GET' : 'POST';
    const answer = await server.api.inject({ method, headers, ...call });
    return answer.statusCode === allowed ? 'let through' : answer.json().error.code;
  };

  it('is read from path, query and body alike', async () => {
    const here = await keyOf('reads-here', [{ role: 'Analyst', projectId: project }]);
    const there = await keyOf('reads-there', [{ role: 'Analyst', projectId: elsewhere }]);
    const calls = [
      { url: '/api/apps/web/dashboards' },
      { url: '/api/segments?app=web' },
      { url: '/api/studio/explore/queries?app=web' },
      { url: '/api/studio/explore/query', payload: { appId: 'web' } },
      { url: '/api/studio/explore/query', payload: { spec: { appId: 'web' } } },
    ];
    for (const call of calls) {
      assert.equal(await ask(here, call), 'let through', JSON.stringify(call));
      assert.equal(await ask(there, call), 'FORBIDDEN', JSON.stringify(call));
    }
  });

  it('is not read from a query or body that the call does not look at', async () => {
    const words = `projectId=${project}&project=${project}&app=web&appId=web`;
    const body = { projectId: project, appId: 'web', spec: { appId: 'web' } };
    for (const role of roles) {
      const headers = await keyOf(`${role}-words`, [{ role, projectId: project }]);
      await eachRoute(async (route) => {
        if (!isRight(route.permission) || namesProject(route) || route.acrossProjects || route.namesPlace)
          return null;
        const answer = await server.api.inject({
          method: route.method as HTTPMethods,
          url: `${pathOf(route.url)}?${words}`,
          headers,
          ...(isRead(route.method) ? {} : { payload: body }),
        });
        return differs(String(answer.statusCode), '403');
      });
    }
  });

  it('does not let people name files of the server', async () => {
    const headers = await keyOf('reads-files', [{ role: 'Admin', projectId: null }]);
    const call = {
      url: '/api/import',
      payload: { projectId: project, paths: [`${server.folder}/secret.key`] },
    };
    assert.equal(await ask(headers, call), 'LOCAL_ONLY');
    assert.equal(await ask({ authorization: `Bearer ${testToken}` }, call), 'let through');
  });

  it('cannot be blurred by naming two apps or an unknown one', async () => {
    const here = await keyOf('analyst-blur', [{ role: 'Analyst', projectId: project }]);
    const url = '/api/studio/explore/query';
    assert.equal(await ask(here, { url: `${url}?app=web`, payload: { appId: 'other' } }), 'USAGE');
    assert.equal(await ask(here, { url: `${url}?app=web&app=other`, payload: {} }), 'USAGE');
    assert.equal(await ask(here, { url, payload: { appId: 'nobodys' } }), 'FORBIDDEN');
    assert.equal(await ask(here, { url, payload: {} }), 'FORBIDDEN');
    assert.equal(
      await ask(here, { url: `${url}?project=${elsewhere}`, payload: { appId: 'web' } }),
      'FORBIDDEN',
    );
  });
});
