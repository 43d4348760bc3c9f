/** A type as the protocol describes it. */
export interface TrinoType {
  /** `bigint`, `timestamp`, `row`, … */
  readonly rawType: string;
  readonly arguments?: readonly TrinoTypeArgument[];
}

/** An argument of a type: another type, a field of a row, or a length. */
export type TrinoTypeArgument =
  | { readonly kind: 'TYPE'; readonly value: TrinoType }
  | {
      readonly kind: 'NAMED_TYPE';
      readonly value: { readonly fieldName?: { readonly name: string }; readonly typeSignature: TrinoType };
    }
  | { readonly kind: 'LONG' | 'VARIABLE'; readonly value: number | string };

/** A column of a result. */
export interface TrinoColumn {
  readonly name: string;
  /** As SQL writes it: `timestamp(3)`. */
  readonly type: string;
  readonly typeSignature: TrinoType;
}

/** How far a statement is. */
export interface TrinoStats {
  readonly state?: string;
  readonly processedRows?: number;
  readonly completedSplits?: number;
  readonly totalSplits?: number;
}

/** Why a statement failed. */
export interface TrinoFailure {
  readonly message: string;
  readonly errorName: string;
  /** USER_ERROR, INTERNAL_ERROR, INSUFFICIENT_RESOURCES, EXTERNAL. */
  readonly errorType: string;
}

/** One answer of the statement protocol. */
export interface TrinoAnswer {
  readonly id: string;
  /** Where the next answer is; absent in the last one. */
  readonly nextUri?: string;
  readonly columns?: readonly TrinoColumn[];
  readonly data?: readonly (readonly unknown[])[];
  readonly stats?: TrinoStats;
  readonly error?: TrinoFailure;
}

/** Parses an answer; whole numbers that a double cannot hold become their digits. */
export function parseAnswer(text: string): TrinoAnswer {
  // Reviving costs several times the parsing, so only where a number is that long.
  const answer: unknown = /\d{16}/.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  if (isAnswer(answer)) return answer;
  throw new SyntaxError('not an answer of the statement protocol');
}

/** The engine passes a reviver the number as it was written. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? source : value;
}

/** The server is trusted with the rest of the form, as any database's protocol is. */
function isAnswer(value: unknown): value is TrinoAnswer {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}
