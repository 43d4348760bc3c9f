import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { AccountTables } from '../people/accounts-database.ts';
import { type Role, roles } from '../rights/permissions.ts';

const names = z.array(z.string().min(1).max(255)).max(100);

/** How people sign in by a provider of their organisation. */
export const oidcSettingsSchema = z.strictObject({
  /** `https`, or `http` on this machine. */
  issuer: z.url({ protocol: /^https?$/ }).max(1024),
  clientId: z.string().min(1).max(255),
  /** None for a public client; then PKCE alone protects the code. */
  clientSecret: z.string().min(1).max(1024).nullable().default(null),
  scopes: z.string().min(1).max(1024).default('openid email profile'),
  /** On the button of the sign-in page. */
  label: z.string().min(1).max(100).default('Single sign-on'),
  /** Where names of groups or roles stand in `{header, payload}` of the ID token. */
  roleJsonPath: z.string().max(1024).default('$.payload.realm_access.roles'),
  /** Names that give each role, in all projects. */
  roleNames: z
    .strictObject({ Admin: names, Operator: names, Analyst: names, AnalystReader: names })
    .default({ Admin: [], Operator: [], Analyst: [], AnalystReader: [] }),
  /** Whether people without a mapped role and without an invitation get an account, without rights. */
  admitsEverybody: z.boolean().default(false),
});

/** How people sign in by a provider. */
export type OidcSettings = z.output<typeof oidcSettingsSchema>;

/** Settings of sign-in. */
export interface SignInSettingsStore {
  /** `null`: no provider. */
  oidc(): Promise<OidcSettings | null>;
  setOidc(settings: OidcSettings | null): Promise<void>;
}

/** Settings over an open database of people. */
export function createSignInSettings(database: Kysely<AccountTables>): SignInSettingsStore {
  return {
    async oidc() {
      const rows = database.selectFrom('sign_in_setting').select('value').where('name', '=', 'oidc');
      const row = await rows.executeTakeFirst();
      return row === undefined ? null : oidcSettingsSchema.parse(JSON.parse(row.value));
    },
    async setOidc(settings) {
      await database.deleteFrom('sign_in_setting').where('name', '=', 'oidc').execute();
      if (settings === null) return;
      const row = { name: 'oidc', value: JSON.stringify(settings) };
      await database.insertInto('sign_in_setting').values(row).execute();
    },
  };
}

/** Roles that a list of names gives. */
export function mappedRoles(found: readonly string[], roleNames: OidcSettings['roleNames']): readonly Role[] {
  return roles.filter((role) => roleNames[role].some((name) => found.includes(name)));
}
