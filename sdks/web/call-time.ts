/** When the call under way was made, where that was earlier. */
let calledAtMs: number | undefined;

/** Makes a call that had to wait, with the time that it was meant for. */
export function asOf(atMs: number, call: () => void): void {
  calledAtMs = atMs;
  try {
    call();
  } finally {
    calledAtMs = undefined;
  }
}

/** The clock on the wall, or the time that the call under way was meant for, epoch ms. */
export const now = (): number => calledAtMs ?? Date.now();
