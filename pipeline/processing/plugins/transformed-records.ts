import { SandboxFailure } from './sandbox/sandbox-failure.ts';

/** An event that a transformer plug-in rejected. */
export interface RejectedByPlugin {
  /** For people. */
  readonly reason: string;
  /** JSON text of what it named as the event; `null` when it named none. */
  readonly text: string;
}

/** What a transformer made of a slice of records. */
export interface TransformedSlice {
  readonly records: readonly { readonly body: string; readonly rejects: readonly RejectedByPlugin[] }[];
  /** Events in all records. */
  readonly events: number;
}

const maxReasonChars = 500;

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** Checks the sandbox's answer; throws a SandboxFailure when it is not one body for each of `count` records. */
export function transformedRecords(answer: unknown, count: number): TransformedSlice {
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
  // The bodies are not parsed here: the decoder that takes them next quarantines what is no JSON array.
  return {
    records: bodies.map((body: unknown, index) => ({ body: String(body), rejects: rejectsOf[index] ?? [] })),
    events: Number(fieldOf(answer, 'events')) || 0,
  };
}
