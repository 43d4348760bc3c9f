import type { Clock } from '@millstream/core';

const refreshMs = 60 * 60 * 1000;
const retryMs = 5_000;
const timeoutMs = 5_000;

/** What the collector takes from the provider's discovery document. */
export interface IssuerMetadata {
  readonly jwksUri: string;
  readonly tokenEndpointAuthMethods: readonly string[];
}

/**
 * Reads the discovery document of `issuer`, keeps it for an hour, and keeps using the last one while the provider
 * cannot be reached. Asks at most every 5 s after a failure; throws when none was ever read.
 */
export function createIssuerMetadata(issuer: string, clock: Clock): () => Promise<IssuerMetadata> {
  let last: IssuerMetadata | null = null;
  let failure: unknown = null;
  let nextMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;

  async function refresh(): Promise<void> {
    try {
      last = await fetchMetadata(issuer);
      nextMs = clock.monotonic() + refreshMs;
    } catch (error) {
      failure = error;
      nextMs = clock.monotonic() + retryMs;
    } finally {
      running = null;
    }
  }

  return async function issuerMetadata() {
    if (clock.monotonic() >= nextMs) {
      running ??= refresh();
      await running;
    }
    if (!last) throw new Error(`no discovery document of ${issuer}`, { cause: failure });
    return last;
  };
}

async function fetchMetadata(issuer: string): Promise<IssuerMetadata> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const document: unknown = await response.json();
  if (typeof document !== 'object' || document === null) throw new Error(`${url} is not an object`);
  const fields: Readonly<Record<string, unknown>> = { ...document };
  if (fields.issuer !== issuer) throw new Error(`${url} names another issuer`);
  if (typeof fields.jwks_uri !== 'string') throw new Error(`${url} has no jwks_uri`);
  const methods = fields.token_endpoint_auth_methods_supported;
  return {
    jwksUri: new URL(fields.jwks_uri).href,
    tokenEndpointAuthMethods: Array.isArray(methods) ? methods.map(String) : ['client_secret_basic'],
  };
}
