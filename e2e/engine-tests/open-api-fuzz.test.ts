// Thousands of random calls of every route of the API's document: never a 500, always an answer that the document names.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Product, startProduct } from '../product/start-product.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const program = join(root, '.cache', 'schemathesis', 'bin', 'schemathesis');

/** Calls that stay open, begin long work, or write outside of what the test may fill. */
const left = ['/live$', '/backups', '/settings/backup', '/demo$', '/import$', '/environment/check'];

/** Calls of every route, with this many random ones each. The seed is fixed, so that a failure comes again. */
const options = ['--phases', 'fuzzing', '--max-examples', '4', '--seed', '1', '--workers', '2'];

let product: Product;
before(async () => {
  product = await startProduct();
});
after(() => product?.[Symbol.asyncDispose]());

async function fuzz(): Promise<{ readonly code: number | null; readonly text: string }> {
  const { token } = JSON.parse(readFileSync(join(product.dataDir, 'run', 'server.json'), 'utf8'));
  const child = spawn(
    program,
    [
      'run',
      `${product.url}/api/openapi.json`,
      ...['--header', `Authorization: Bearer ${token}`],
      ...['--checks', 'status_code_conformance,response_schema_conformance'],
      ...['--exclude-path-regex', `(${left.join('|')})`],
      ...['--request-timeout', '20', '--continue-on-failure', '--warnings', 'off', '--no-color'],
      ...options,
    ],
    // It keeps notes of its runs where it stands.
    { cwd: product.dataDir, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  const [code] = await once(child, 'close');
  return { code, text };
}

describe("the API's document", () => {
  it('names every answer to thousands of random calls, and none is a 500', { timeout: 600_000 }, async () => {
    const { code, text } = await fuzz();
    assert.equal(code, 0, text.slice(-20_000));
    const tested = Number(/Tested: (\d+)/.exec(text)?.[1]);
    assert.ok(tested > 200, text.slice(-2_000));
  });

  it('leaves the server answering', async () => {
    const answer = await fetch(`${product.url}/health`);
    assert.equal(answer.status, 200);
  });
});
