import { z } from 'zod';
import type { AccessRoutesParts } from './access-parts.ts';
import { addAuditRoutes } from './audit-routes.ts';
import { createOidcProvider } from './auth-oidc-provider.ts';
import { addOidcRoutes } from './auth-oidc-routes.ts';
import { addPasskeyRoutes } from './auth-passkey-routes.ts';
import { addAuthRoutes } from './auth-routes.ts';
import { addSetupRoutes } from './auth-setup-routes.ts';
import { addSignInSettingRoutes } from './setting-sign-in-routes.ts';
import type { TypedApi } from './typed-api.ts';
import { addKeyRoutes } from './user-key-routes.ts';
import { addMeRoutes } from './user-me-routes.ts';
import { addUserRoutes } from './user-routes.ts';
import { addSecurityRoutes } from './user-security-routes.ts';

const removalSchema = z.object({ projectId: z.string(), keepData: z.boolean() });

/** A project whose data was removed gives its id back: nobody keeps rights to whatever takes it next. */
function forgetRemovedProjects(api: TypedApi, { accounts, logger }: AccessRoutesParts): void {
  api.addHook('onResponse', async (request, reply) => {
    const { method, url } = request.routeOptions;
    if (method !== 'DELETE' || url !== '/api/projects/:projectId' || reply.statusCode >= 300) return;
    const removal = removalSchema.safeParse({ ...(request.params as object), ...(request.body as object) });
    if (!removal.success || removal.data.keepData) return;
    try {
      await accounts.grants.forgetProject(removal.data.projectId);
      await accounts.keys.forgetProject(removal.data.projectId);
    } catch (error) {
      logger.error({ cause: String(error) }, `rights in ${removal.data.projectId} could not be taken away`);
    }
  });
}

/** Adds every call about sign-in, people, keys and who changed what. */
export function addAccessRoutes(api: TypedApi, parts: AccessRoutesParts): void {
  forgetRemovedProjects(api, parts);
  const oidc = createOidcProvider(parts.accounts.settings, parts.logger);
  addAuthRoutes(api, parts, oidc);
  addSetupRoutes(api, parts);
  addPasskeyRoutes(api, parts);
  addOidcRoutes(api, parts, oidc);
  addMeRoutes(api, parts);
  addSecurityRoutes(api, parts);
  addKeyRoutes(api, parts);
  addUserRoutes(api, parts);
  addSignInSettingRoutes(api, parts);
  addAuditRoutes(api, parts.accounts.audit);
}
