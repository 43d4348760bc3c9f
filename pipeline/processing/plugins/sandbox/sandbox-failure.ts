/** How a plug-in failed: it threw or answered wrongly, took too long, took too much memory, or its process died. */
export type SandboxFailureKind = 'threw' | 'too_slow' | 'too_large' | 'died';

/** A plug-in's failure; only `threw` leaves its process alive. */
export class SandboxFailure extends Error {
  readonly kind: SandboxFailureKind;

  constructor(kind: SandboxFailureKind, message: string) {
    super(message);
    this.name = 'SandboxFailure';
    this.kind = kind;
  }
}
