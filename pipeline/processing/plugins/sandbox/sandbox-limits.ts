/** What a plug-in's process may use. */
export interface SandboxLimits {
  /** Time for one call, which has at most 1,000 rows or records. @default 10_000 */
  readonly callMs: number;
  /** Heap of the JavaScript engine, MB. @default 128 */
  readonly heapMb: number;
  /** Resident memory of the process, MB; buffers live outside the heap. @default 320 */
  readonly residentMb: number;
  /** How often resident memory is looked at during a call. @default 25 */
  readonly watchMs: number;
  /** Idle time after which the process is ended. @default 2_000 */
  readonly idleMs: number;
  /** CPU time of one process, seconds; the system ends it there, even when this server was killed. @default 600 */
  readonly cpuSeconds: number;
}

/** The limits in force where nothing else is said. */
export const defaultSandboxLimits: SandboxLimits = {
  callMs: 10_000,
  heapMb: 128,
  residentMb: 320,
  watchMs: 25,
  idleMs: 2_000,
  cpuSeconds: 600,
};
