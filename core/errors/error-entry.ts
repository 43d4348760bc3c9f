/** What one error code means. `{name}` in the texts is filled from the error's details. */
export interface ErrorEntry {
  /** HTTP status an API answers with. */
  readonly status: number;
  /** What happened. */
  readonly message: string;
  /** What the reader can do next. */
  readonly action: string;
}
