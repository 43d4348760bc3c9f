import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { silentLogger } from '@millstream/core';
import { createPluginRunner, type PluginRunner } from '../plugins/plugin-runner.ts';
import { preparePlugins } from '../plugins/prepare-plugins.ts';
import type { SandboxLimits } from '../plugins/sandbox/sandbox-limits.ts';
import { sampleRow } from '../plugins/test-samples.ts';
import type { EventRow } from '../rows/event-row.ts';

/** Writes plug-ins for one test file and runs them; everything is ended and removed after the file's tests. */
export interface PluginFixture {
  /** Path of a module with this text. */
  write(name: string, text: string): string;
  /** A runner of one enrichment whose function `enrich(rows, context)` has this body. */
  enrichment(body: string, options?: EnrichmentOptions): Promise<PluginRunner>;
}

/** How an enrichment of a test is made. */
export interface EnrichmentOptions {
  readonly reads?: readonly string[];
  /** Text before the definition: imports, module variables. */
  readonly before?: string;
  readonly limits?: Partial<SandboxLimits>;
}

/** Name of the enrichment that `enrichment` makes. */
export const fixtureName = 'fixture';

/** Rows of which only the named columns matter. */
export function rowsOf(...rows: readonly Partial<EventRow>[]): EventRow[] {
  return rows.map(sampleRow);
}

/** Opens a fixture for the test file that calls it. */
export function openPluginFixture(): PluginFixture {
  const folder = mkdtempSync(join(tmpdir(), 'plugins-'));
  const runners: PluginRunner[] = [];
  let count = 0;
  after(async () => {
    await Promise.all(runners.map((runner) => runner.close()));
    rmSync(folder, { recursive: true });
  });
  function write(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }
  return {
    write,
    async enrichment(body, { reads = ['event_name', 'event_value'], before = '', limits = {} } = {}) {
      const text = `${before}
        export default {
          name: '${fixtureName}', version: '1', apiVersion: 1, kind: 'enrichment', reads: ${JSON.stringify(reads)},
          async enrich(rows, context) { ${body} },
        };`;
      const plugins = await preparePlugins([{ path: write(`plugin-${count++}.js`, text) }]);
      const runner = createPluginRunner({ plugins, apps: ['shop'], limits, logger: silentLogger });
      runners.push(runner);
      return runner;
    },
  };
}
