/** Signature algorithms accepted for ID tokens and bearer tokens; `none` and shared secrets never are. */
export const tokenAlgorithms: readonly string[] = ['RS256', 'ES256'];
