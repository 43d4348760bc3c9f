import * as z from 'zod';

const address = z.url({ protocol: /^https?$/ });

/**
 * Schema of what the collector must know to act as the provider's client, checked where settings enter.
 * Plain `http` addresses are meant for a provider on the same machine or network.
 */
export const senderSecretSchema = z.strictObject({
  /** Exactly the `iss` of the provider's tokens; its discovery document names the signing keys. */
  issuer: address,
  userEndpoint: address,
  authorizationEndpoint: address,
  tokenEndpoint: address,
  /** Client id at the provider, also the audience that tokens must name. */
  appClientId: z.string().min(1),
  appClientSecret: z.string().min(1),
});

/** The provider and the client that event senders sign in with. */
export type SenderSecret = Readonly<z.infer<typeof senderSecretSchema>>;
