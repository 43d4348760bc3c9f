import { oidcSettingsSchema, parseJsonPath } from '@millstream/console';
import { CodedError } from '@millstream/core';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import type { AccessRoutesParts } from './access-parts.ts';
import { type IdToken, rolesInToken } from './auth-oidc-person.ts';
import { discoverProvider } from './auth-oidc-provider.ts';
import { oidcCallbackPath } from './auth-oidc-routes.ts';
import type { TypedApi } from './typed-api.ts';

const tags = ['setting'];
const config = { permission: 'setting.write' } as const;
const path = '/api/settings/sign-in';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || loopback.test(hostname);
}

/** As it is sent: without `clientSecret` the stored one stays. */
const oidcBody = oidcSettingsSchema
  .extend({ clientSecret: z.string().min(1).max(1024).nullable().optional() })
  // What is no address at all is told by the field itself.
  .refine(({ issuer }) => !URL.canParse(issuer) || isSafe(new URL(issuer)), {
    path: ['issuer'],
    error: 'http is for providers on this machine only',
  });
const settingsBody = z.strictObject({ oidc: oidcBody.nullable() });
const previewBody = z.strictObject({
  /** An ID token, or its claims as JSON. */
  token: z.string().min(1).max(100_000),
  roleJsonPath: oidcSettingsSchema.shape.roleJsonPath,
  roleNames: oidcSettingsSchema.shape.roleNames,
});

function readToken(text: string): IdToken {
  try {
    const trimmed = text.trim();
    if (!trimmed.startsWith('{')) {
      return { header: { ...decodeProtectedHeader(trimmed) }, payload: { ...decodeJwt(trimmed) } };
    }
    const value = JSON.parse(trimmed) as Record<string, unknown>;
    const parts = z.object({
      header: z.record(z.string(), z.unknown()),
      payload: z.record(z.string(), z.unknown()),
    });
    const whole = parts.safeParse(value);
    return whole.success ? whole.data : { header: {}, payload: value };
  } catch (cause) {
    throw new CodedError('USAGE', { problem: 'token: neither an ID token nor JSON' }, { cause });
  }
}

/** Adds the calls for the settings of sign-in: the provider, trying it, and what its groups give. */
export function addSignInSettingRoutes(api: TypedApi, { accounts: { settings } }: AccessRoutesParts): void {
  async function shown() {
    const oidc = await settings.oidc();
    if (oidc === null) return { oidc: null, callbackPath: oidcCallbackPath };
    const { clientSecret, ...rest } = oidc;
    return { oidc: { ...rest, hasClientSecret: clientSecret !== null }, callbackPath: oidcCallbackPath };
  }
  async function withStoredSecret(body: z.output<typeof oidcBody>) {
    const stored = await settings.oidc();
    const { clientSecret = stored?.clientSecret ?? null, ...rest } = body;
    parseJsonPath(rest.roleJsonPath);
    // The provider of before gave it; another one must not learn it.
    if (body.clientSecret === undefined && clientSecret !== null && stored?.issuer !== rest.issuer)
      throw new CodedError('USAGE', { problem: 'clientSecret: send it again for another issuer' });
    return { ...rest, clientSecret };
  }

  api.get(path, { config, schema: { tags, summary: 'Settings of sign-in' } }, shown);
  api.put(
    path,
    { config, schema: { tags, summary: 'Change how people sign in', body: settingsBody } },
    async (request) => {
      const before = await shown();
      const { oidc } = request.body;
      await settings.setOidc(oidc === null ? null : await withStoredSecret(oidc));
      const after = await shown();
      request.audit = { object: 'settings of sign-in', before: before.oidc, after: after.oidc };
      return after;
    },
  );
  api.post(
    `${path}/test`,
    {
      config: { ...config, isAudited: false },
      schema: { tags, summary: 'Ask a provider about itself', body: z.strictObject({ oidc: oidcBody }) },
    },
    async (request) => {
      const metadata = (await discoverProvider(await withStoredSecret(request.body.oidc))).serverMetadata();
      return {
        issuer: metadata.issuer,
        authorizationEndpoint: metadata.authorization_endpoint ?? null,
        supportsPkce: metadata.supportsPKCE(),
        algorithms: metadata.id_token_signing_alg_values_supported ?? [],
      };
    },
  );
  api.post(
    `${path}/preview`,
    {
      config: { ...config, isAudited: false },
      schema: { tags, summary: 'What a token would give', body: previewBody },
    },
    async (request) => {
      const { token, ...mapping } = request.body;
      return rolesInToken(readToken(token), mapping);
    },
  );
}
