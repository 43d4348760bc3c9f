/** One value of a dimension with its number. */
export interface ValuePart {
  readonly key: string;
  readonly name: string;
  readonly value: number | null;
  readonly before?: number | null;
}

/** Where on the window something was pointed at. */
export interface WindowPoint {
  readonly x: number;
  readonly y: number;
}
