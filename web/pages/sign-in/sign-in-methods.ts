import { useApi } from '../../api/use-api.ts';

/** How people can sign in (`GET /api/auth-methods`). */
export interface SignInMethods {
  readonly isSetUp: boolean;
  readonly passkey: boolean;
  readonly oidc: {
    readonly label: string;
    readonly isAvailable: boolean;
    readonly problem: string | null;
  } | null;
}

/** The ways to sign in; asked again, so that a provider that comes back shows by itself. */
export function useSignInMethods() {
  return useApi<SignInMethods>({ path: '/auth-methods' }, { refetchMs: 10_000, staleMs: 5_000 });
}
