import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/**
 * Waits until nothing fades or slides: a half transparent menu on its way out has colours of its own. Spinners, which have no
 * end, go on. Two frames follow each round, in which a library takes away what has faded.
 */
const untilStill = `(async () => {
  const roots = (root) =>
    [root, ...[...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? roots(one.shadowRoot) : []))];
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (;;) {
    await frame();
    await frame();
    const moving = roots(document)
      .flatMap((root) => root.getAnimations())
      .filter((one) => one.playState === 'running' && Number.isFinite(one.effect.getComputedTiming().endTime));
    if (moving.length === 0) return;
    await Promise.allSettled(moving.map((one) => one.finished));
  }
})()`;

/** What axe finds on the page of serious and critical impact, as one line each; empty when nothing. */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(untilStill);
  // Through the debugger, because the pages' policy allows no foreign scripts.
  await page.evaluate(source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 300)}`));
}
