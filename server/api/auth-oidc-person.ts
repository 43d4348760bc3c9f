import { mappedRoles, type OidcSettings, textsAtPath } from '@millstream/console';
import type { AccessRoutesParts } from './access-parts.ts';
import { oidcRefusal } from './auth-oidc-refusal.ts';
import { createPerson } from './auth-person.ts';

/** A verified ID token. */
export interface IdToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Names of groups or roles in a token, and the roles that they give. */
export function rolesInToken(token: IdToken, settings: Pick<OidcSettings, 'roleJsonPath' | 'roleNames'>) {
  const names = textsAtPath(token, settings.roleJsonPath);
  return { names, roles: mappedRoles(names, settings.roleNames) };
}

function textOf(token: IdToken, name: string): string | null {
  const value = token.payload[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** Whether a person signs in by another account of the same provider. */
async function hasAccountOf(
  { accounts }: AccessRoutesParts,
  personId: string,
  { issuer }: OidcSettings,
): Promise<boolean> {
  const linked = await accounts.database
    .selectFrom('account')
    .select('accountId')
    .where('providerId', '=', 'oidc')
    .where('userId', '=', personId)
    .execute();
  return linked.some(({ accountId }) => accountId.startsWith(`${issuer}|`));
}

/**
 * The person of a verified token: known by the provider's id, else joined by a verified e-mail, else made anew where that
 * is allowed. Their mapped roles are those of this token. @throws CodedError OIDC_REFUSED
 */
export async function personOfToken(
  parts: AccessRoutesParts,
  settings: OidcSettings,
  token: IdToken,
): Promise<string> {
  const { people, grants } = parts.accounts;
  const { internalAdapter } = await parts.authentication.$context;
  const { roles } = rolesInToken(token, settings);
  const accountId = `${settings.issuer}|${textOf(token, 'sub')}`;
  const known = await parts.accounts.database
    .selectFrom('account')
    .select('userId')
    .where('providerId', '=', 'oidc')
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  let personId = known?.userId ?? null;
  if (personId === null) {
    const email = textOf(token, 'email')?.toLowerCase() ?? null;
    if (email !== null && token.payload.email_verified !== true)
      throw oidcRefusal('unverified', `the provider has not verified the e-mail ${email}`);
    const identity = email ?? (textOf(token, 'preferred_username') ?? accountId).toLowerCase();
    const invited = await people.findByEmail(identity);
    // Only a verified e-mail proves that two accounts are one person, and once: an address may pass to somebody else, and
    // an account without an e-mail may be named like one.
    const isTaken = invited !== null && (email === null || (await hasAccountOf(parts, invited.id, settings)));
    if (isTaken) throw oidcRefusal('name-taken', `there is another person called ${identity}`);
    if (invited === null && roles.length === 0 && !settings.admitsEverybody)
      throw oidcRefusal('not-invited', `nobody invited ${identity}, and no group gives a role`);
    const name = textOf(token, 'name') ?? identity;
    personId = invited?.id ?? (await createPerson(parts, { email: identity, name }));
    await internalAdapter.linkAccount({ userId: personId, providerId: 'oidc', accountId });
  }
  await grants.setMapped(
    personId,
    roles.map((role) => ({ role, projectId: null })),
  );
  return personId;
}
