import { SandboxFailure } from './sandbox/sandbox-failure.ts';

/** An event that a transformer plug-in rejected. */
export interface RejectedByPlugin {
  /** For people. */
  readonly reason: string;
  /** JSON text of what it named as the event; `null` when it named none. */
  readonly text: string;
}

/** What a transformer made of one record. */
export interface RecordResult {
  readonly events: readonly unknown[];
  readonly rejects: readonly RejectedByPlugin[];
}

const maxReasonChars = 500;

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function parsedArray(body: unknown): unknown[] {
  try {
    const parsed: unknown = JSON.parse(String(body));
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // Told below.
  }
  throw new SandboxFailure('threw', 'the answer has a body that is no JSON array');
}

/** Checks the sandbox's answer; throws a SandboxFailure when it is not one body for each of `count` records. */
export function transformedRecords(answer: unknown, count: number): readonly RecordResult[] {
  const bodies = fieldOf(answer, 'bodies');
  const rejects = fieldOf(answer, 'rejects');
  if (!Array.isArray(bodies) || bodies.length !== count || !Array.isArray(rejects)) {
    throw new SandboxFailure('threw', 'the answer has a wrong shape');
  }
  const rejectsOf: RejectedByPlugin[][] = bodies.map(() => []);
  for (const entry of rejects) {
    const record = fieldOf(entry, 'record');
    const list = typeof record === 'number' ? rejectsOf[record] : undefined;
    if (!list) throw new SandboxFailure('threw', 'a reject names no record of the batch');
    list.push({
      reason: String(fieldOf(entry, 'reason')).slice(0, maxReasonChars),
      text: String(fieldOf(entry, 'text')),
    });
  }
  return bodies.map((body, index) => ({ events: parsedArray(body), rejects: rejectsOf[index] ?? [] }));
}
