import assert from 'node:assert/strict';
import { type Console, openConsole } from './open-console.ts';

/** A console whose app `shop` has 20,000 events of a made-up shop, all loaded. */
export async function openShop(): Promise<Console> {
  const console = await openConsole({ timeoutMs: 120_000 });
  const { code, stderr } = await console.product.run('demo', '--no-live', '--events', '20000');
  assert.equal(code, 0, stderr);
  return console;
}
