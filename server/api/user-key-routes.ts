import { type ApiKey, type Permission, permissions } from '@millstream/console';
import { z } from 'zod';
import { type AccessRoutesParts, signedIn } from './access-parts.ts';
import type { TypedApi } from './typed-api.ts';

const tags = ['api-key'];
const own = { permission: 'own' } as const;
const permissionNames = Object.keys(permissions) as [Permission, ...Permission[]];
const keyBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  permissions: z.array(z.enum(permissionNames)).min(1),
  projectIds: z.array(z.string().min(1).max(127)).min(1).max(1000).nullable().default(null),
  expiresAtMs: z.number().int().positive().max(8_640_000_000_000_000).nullable().default(null),
});
const keyParams = z.object({ keyId: z.string().min(1).max(100) });
const personKeyParams = keyParams.extend({ personId: z.string().min(1).max(100) });

function shown({ personId: _, ...key }: ApiKey) {
  return key;
}

/** Adds the calls for API keys: one's own, and those of others for administrators. */
export function addKeyRoutes(api: TypedApi, { accounts }: AccessRoutesParts): void {
  const { keys } = accounts;
  api.get('/api/me/keys', { config: own, schema: { tags, summary: 'Own API keys' } }, async (request) =>
    (await keys.list(signedIn(request).personId)).map(shown),
  );
  api.post(
    '/api/me/keys',
    { config: own, schema: { tags, summary: 'Make an API key; its secret is shown once', body: keyBody } },
    async (request) => {
      const { personId } = signedIn(request);
      const { key, secret } = await keys.create({ personId, ...request.body });
      request.audit = { object: `API key ${key.name}`, after: shown(key) };
      return { key: shown(key), secret };
    },
  );
  api.delete(
    '/api/me/keys/:keyId',
    { config: own, schema: { tags, summary: 'Revoke an API key', params: keyParams } },
    async (request) => {
      await keys.revoke(signedIn(request).personId, request.params.keyId);
      return { revoked: true };
    },
  );
  api.get(
    '/api/users/:personId/keys',
    {
      config: { permission: 'user.write' },
      schema: { tags, summary: 'API keys of a person', params: personKeyParams.pick({ personId: true }) },
    },
    async (request) => (await keys.list(request.params.personId)).map(shown),
  );
  api.delete(
    '/api/users/:personId/keys/:keyId',
    {
      config: { permission: 'user.write' },
      schema: { tags, summary: 'Revoke an API key of a person', params: personKeyParams },
    },
    async (request) => {
      await keys.revoke(request.params.personId, request.params.keyId);
      return { revoked: true };
    },
  );
}
