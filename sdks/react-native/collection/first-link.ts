import type { Device } from '../device/device.ts';

/** Starting waits for the first link no longer, ms. */
const longestLinkMs = 500;

/** The link that started the app. Android may answer late when no activity is there. */
export async function firstLink({
  linking,
  after,
}: Pick<Device, 'linking' | 'after'>): Promise<string | null | undefined> {
  let cancel = (): void => undefined;
  const late = new Promise<null>((resolve) => {
    cancel = after(longestLinkMs, () => resolve(null));
  });
  try {
    return await Promise.race([linking.getInitialURL(), late]);
  } catch {
    return null;
  } finally {
    cancel();
  }
}
