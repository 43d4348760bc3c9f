import type { Clock, Logger } from '@millstream/core';
import type { CollectorRules } from '../http/collector-rules.ts';
import type { SenderGate } from '../http/sender-gate.ts';

/** A sender gate that follows the rules in force. */
export interface GateOfRules {
  readonly gate: SenderGate;
  /** Makes ready for `rules`; to be awaited before a collector gets them. */
  prepare(rules: CollectorRules): Promise<void>;
}

/** Creates the gate; sign-in is loaded when the rules first ask for it, for it costs memory. */
export function createGateOfRules(options: {
  readonly keyDirectory: string;
  readonly clock: Clock;
  readonly logger: Logger;
}): GateOfRules {
  let key = '';
  let inner: SenderGate | null = null;
  return {
    gate: {
      authorize: (request) => inner?.authorize(request) ?? { ok: false },
      servesPath: (path) => inner?.servesPath(path) ?? false,
      serve: async (request, response) => {
        await inner?.serve(request, response);
      },
    },
    async prepare({ settings }) {
      const { enabled, publicOrigin, ...provider } = settings.authentication;
      const nextKey = enabled ? JSON.stringify([publicOrigin, provider]) : '';
      if (nextKey === key) return;
      if (enabled) {
        const { createOidcSenderGate } = await import('../auth/oidc-sender-gate.ts');
        inner = createOidcSenderGate({ ...options, provider, publicOrigin });
      }
      key = nextKey;
    },
  };
}
