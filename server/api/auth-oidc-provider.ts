import type { Accounts, OidcSettings } from '@millstream/console';
import { CodedError, type Logger } from '@millstream/core';
import {
  allowInsecureRequests,
  type ClientMetadata,
  type Configuration,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';

/** The provider as the sign-in page shows it. */
export interface OidcState {
  readonly label: string;
  readonly isAvailable: boolean;
  /** Why not, in words. */
  readonly problem: string | null;
}

/** The sign-in provider of the organisation, found again by itself when it was away. */
export interface OidcProvider {
  /** `null`: none is set. */
  state(): Promise<OidcState | null>;
  /** The settings with what the provider says about itself, as new as the use needs. @throws CodedError NOT_FOUND, OIDC_UNAVAILABLE */
  open(
    use?: 'forSignIn' | 'forPage',
  ): Promise<{ readonly settings: OidcSettings; readonly configuration: Configuration }>;
}

const skewSeconds = 60;
/** Addresses of the provider are asked for again after this; for the sign-in page sooner, which shows whether it answers. */
const freshMs = { forSignIn: 5 * 60_000, forPage: 5_000 } as const;
/** How long a failure is believed before the provider is asked again. */
const failedMs = 3_000;
const patienceSeconds = 5;

/** Asks a provider about itself, with all checks on. @throws CodedError OIDC_UNAVAILABLE */
export async function discoverProvider(settings: OidcSettings): Promise<Configuration> {
  const { issuer, clientId, clientSecret } = settings;
  const metadata: Partial<ClientMetadata> = { [clockTolerance]: skewSeconds };
  const url = new URL(issuer);
  const execute = [enableNonRepudiationChecks, ...(url.protocol === 'http:' ? [allowInsecureRequests] : [])];
  const options = { execute, timeout: patienceSeconds };
  try {
    return clientSecret === null
      ? await discovery(url, clientId, metadata, None(), options)
      : await discovery(url, clientId, { ...metadata, client_secret: clientSecret }, undefined, options);
  } catch (cause) {
    throw new CodedError('OIDC_UNAVAILABLE', { issuer, reason: reasonOf(cause) }, { cause });
  }
}

/** The innermost reason: where a connection failed, that is what helps. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message || error.name;
}

/** Makes the provider that the settings name, at each call anew. */
export function createOidcProvider(store: Accounts['settings'], logger: Logger): OidcProvider {
  type Known = { key: string; atMs: number; outcome: Promise<Configuration | CodedError> };
  let known: Known | null = null;

  async function configurationOf(settings: OidcSettings, use: keyof typeof freshMs): Promise<Configuration> {
    const key = JSON.stringify(settings);
    const asked = known;
    const now = Date.now();
    const outcome = asked?.key === key ? await asked.outcome : null;
    const lifeMs = outcome instanceof CodedError ? failedMs : freshMs[use];
    if (asked === null || outcome === null || now - asked.atMs > lifeMs) {
      const found = discoverProvider(settings).catch((error: CodedError) => {
        logger.warn({ code: error.code }, error.message);
        return error;
      });
      known = { key, atMs: now, outcome: found };
    }
    const latest = await known?.outcome;
    if (latest === undefined || latest instanceof CodedError)
      throw latest ?? new CodedError('OIDC_UNAVAILABLE', { issuer: settings.issuer, reason: 'no answer' });
    return latest;
  }

  return {
    async state() {
      const settings = await store.oidc();
      if (settings === null) return null;
      const { label } = settings;
      return configurationOf(settings, 'forPage').then(
        () => ({ label, isAvailable: true, problem: null }),
        (error: Error) => ({ label, isAvailable: false, problem: error.message }),
      );
    },
    async open(use = 'forSignIn') {
      const settings = await store.oidc();
      if (settings === null) throw new CodedError('NOT_FOUND', { what: 'A sign-in provider' });
      return { settings, configuration: await configurationOf(settings, use) };
    },
  };
}
