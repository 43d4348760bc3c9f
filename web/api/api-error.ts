/** A problem as the server names it; `CONNECTION_LOST` when it did not answer at all. */
export class ApiError extends Error {
  readonly code: string;
  /** HTTP status; 0 when nobody answered. */
  readonly status: number;
  /** What the person can do next. */
  readonly action: string;
  /** Values that the texts of the code are filled with. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Id under which the server knows the call. */
  readonly requestId: string | null;

  constructor(problem: {
    readonly code: string;
    readonly message: string;
    readonly action?: string;
    readonly details?: Readonly<Record<string, unknown>>;
    readonly status: number;
    readonly requestId?: string | null;
  }) {
    super(problem.message);
    this.name = 'ApiError';
    this.code = problem.code;
    this.status = problem.status;
    this.action = problem.action ?? '';
    this.details = problem.details ?? {};
    this.requestId = problem.requestId ?? null;
  }
}

/** The problem of anything that was thrown. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ApiError({ code: 'PAGE_FAILED', message, status: 0 });
}
