import { type ErrorCode, errorRegistry } from './registry.ts';

/** Values that fill the `{name}` places of an error's texts. Never put secrets here. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

function fill(text: string, details: ErrorDetails): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(details[name] ?? place));
}

/** A problem with a code from the one registry: what happened and what the reader can do about it. */
export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(fill(errorRegistry[code].message, details), options);
    this.name = 'CodedError';
    this.code = code;
    this.details = details;
  }

  /** HTTP status an API answers with. */
  get status(): number {
    return errorRegistry[this.code].status;
  }

  /** What the reader can do next. */
  get action(): string {
    return fill(errorRegistry[this.code].action, this.details);
  }

  /** Plain form for an HTTP answer or IPC: no stack, no cause. */
  toJSON(): { code: ErrorCode; message: string; action: string; details: ErrorDetails } {
    return { code: this.code, message: this.message, action: this.action, details: this.details };
  }
}

/** Wraps anything thrown into a coded error, keeping it as the cause; a coded error passes unchanged. */
export function asCodedError(
  error: unknown,
  code: ErrorCode = 'INTERNAL',
  details: ErrorDetails = {},
): CodedError {
  return error instanceof CodedError ? error : new CodedError(code, details, { cause: error });
}
