import { CodedError } from '@millstream/core';

/** Why a sign-in by the provider ends; the sign-in page has words for each. */
export type OidcRefusalKind =
  | 'too-late'
  | 'unverified'
  | 'name-taken'
  | 'not-invited'
  | 'token-invalid'
  | 'provider-refused';

/** A refusal: the kind for the page, the reason for the log. */
export function oidcRefusal(kind: OidcRefusalKind, reason: string, cause?: unknown): CodedError {
  return new CodedError('OIDC_REFUSED', { kind, reason }, { cause });
}

/** The refusal that anything thrown on the way amounts to. */
export function asOidcRefusal(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  return oidcRefusal('provider-refused', error instanceof Error ? error.message : String(error), error);
}

/** Address of our page that tells it. Only names travel: a link must not put words of others on our page. */
export function refusalAddress({ code, details }: CodedError): string {
  const query = new URLSearchParams({ problem: code });
  if (typeof details.kind === 'string') query.set('why', details.kind);
  return `/signin?${query}`;
}
