import type { RoleName } from './people-api.ts';

/** Settings of the sign-in provider as the form holds them. */
export interface ProviderForm {
  readonly issuer: string;
  readonly clientId: string;
  /** Empty keeps the stored secret. */
  readonly clientSecret: string;
  readonly scopes: string;
  readonly label: string;
  readonly roleJsonPath: string;
  /** Comma separated, as it is typed. */
  readonly roleNames: Readonly<Record<RoleName, string>>;
  readonly admitsEverybody: boolean;
}

/** Settings as the API answers. */
export interface SignInSettings {
  readonly oidc:
    | (Omit<ProviderForm, 'clientSecret' | 'roleNames'> & {
        readonly hasClientSecret: boolean;
        readonly roleNames: Readonly<Record<RoleName, readonly string[]>>;
      })
    | null;
  readonly callbackPath: string;
}

/** The form of a provider that is not set yet. */
export const emptyProvider: ProviderForm = {
  issuer: '',
  clientId: '',
  clientSecret: '',
  scopes: 'openid email profile',
  label: 'Single sign-on',
  roleJsonPath: '$.payload.realm_access.roles',
  roleNames: { Admin: '', Operator: '', Analyst: '', AnalystReader: '' },
  admitsEverybody: false,
};

/** Names in a comma separated text. */
function namesIn(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

const eachRole = <From, To>(names: Readonly<Record<RoleName, From>>, change: (value: From) => To) =>
  ({
    Admin: change(names.Admin),
    Operator: change(names.Operator),
    Analyst: change(names.Analyst),
    AnalystReader: change(names.AnalystReader),
  }) satisfies Record<RoleName, To>;

/** The form of what is stored. */
export function toForm({ oidc }: SignInSettings): ProviderForm {
  if (oidc === null) return emptyProvider;
  const { hasClientSecret: _, roleNames, ...rest } = oidc;
  return { ...rest, clientSecret: '', roleNames: eachRole(roleNames, (names) => names.join(', ')) };
}

/** What the API is sent. */
export function toProvider({ clientSecret, roleNames, ...rest }: ProviderForm): object {
  const secret = clientSecret === '' ? {} : { clientSecret };
  return { ...rest, ...secret, roleNames: eachRole(roleNames, namesIn) };
}
