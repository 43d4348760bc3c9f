/** Makes a call into WeChat. @returns undefined where the base library refuses it: as good as a call that it lacks */
export function tried<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
