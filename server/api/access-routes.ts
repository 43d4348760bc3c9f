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

/** Adds every call about sign-in, people, keys and who changed what. */
export function addAccessRoutes(api: TypedApi, parts: AccessRoutesParts): void {
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
