/** A raw file and the batch that loaded it. */
export interface FileTrace {
  readonly file: string;
  readonly batchId: string;
  readonly loadedMs: number;
}

/** What became of an event. */
export interface EventTrace {
  readonly appId: string;
  readonly eventId: string | null;
  readonly eventName: string | null;
  readonly rid: string;
  readonly ingestMs: number;
  readonly line: number | null;
  readonly eventIndex: number;
  readonly outcome: 'human' | 'bot' | 'duplicate' | 'rejected';
  readonly reason?: string;
  readonly detail?: string;
  readonly keptRid?: string;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
  readonly source?: FileTrace;
}

/** What became of a request. */
export interface RequestTrace {
  readonly rid: string;
  readonly outcome: 'decoded' | 'undecodable' | 'waiting';
  /** Of a request that waits: where. */
  readonly stage?: 'collected' | 'sealed';
  readonly file?: string;
  readonly reason?: string;
  readonly detail?: string;
  readonly events?: readonly EventTrace[];
  readonly sources?: readonly FileTrace[];
}

/** Everything that carries an id (`GET /api/projects/:p/find/:id`). */
export interface Found {
  readonly id: string;
  readonly request: RequestTrace | null;
  readonly events: readonly EventTrace[];
  readonly places: readonly {
    readonly appId: string;
    readonly eventId: string;
    readonly eventMs: number;
    readonly userPseudoId: string | null;
    readonly sessionId: string | null;
    readonly sessionNumber: number | null;
    readonly channel: string | null;
    readonly isBot: boolean;
    readonly botReason: string | null;
  }[];
  readonly users: readonly {
    readonly appId: string;
    readonly userPseudoId: string;
    readonly userId: string | null;
    readonly firstSeenMs: number | null;
  }[];
}
