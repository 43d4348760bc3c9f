/** What a handler tells the audit log about a change, besides who, when and where, which are recorded for every write. */
export interface AuditNote {
  /** Who it was, where the call itself proves it, as a sign-in does. */
  readonly person?: string;
  /** What was changed, in words that a person knows: `app web`. */
  readonly object?: string;
  /** The value before, as JSON; secrets are masked by name. */
  readonly before?: unknown;
  /** The value after, as JSON. */
  readonly after?: unknown;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by handlers of writes. */
    audit: AuditNote | null;
  }
}
