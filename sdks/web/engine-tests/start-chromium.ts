import { type Browser, chromium } from 'playwright-core';

/** Without a window, and without asking anything of other machines by itself. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts the installed Chromium without a window; `CHROMIUM` names another binary than `/usr/bin/chromium`.
 * @param more further flags of the browser
 */
export function startChromium(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...flags, ...more],
  });
}
