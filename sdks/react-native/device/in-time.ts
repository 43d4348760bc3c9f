import type { Device } from './device.ts';

/** Does the work. @returns null when it fails, or takes longer than `ms` */
export async function inTime<T>(
  { after }: Pick<Device, 'after'>,
  ms: number,
  work: () => Promise<T>,
): Promise<T | null> {
  let cancel = (): void => undefined;
  const late = new Promise<null>((resolve) => {
    cancel = after(ms, () => resolve(null));
  });
  try {
    return await Promise.race([work(), late]);
  } catch {
    return null;
  } finally {
    cancel();
  }
}
