import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import { bundleSdk } from './bundle.ts';

const script = await bundleSdk();

/** Names that mini programs do not have, on all phones. */
const missingNames =
  'fetch URL URLSearchParams TextEncoder TextDecoder XMLHttpRequest AbortController localStorage sessionStorage indexedDB ' +
  'window document navigator location globalThis self crypto Blob process Buffer queueMicrotask structuredClone BigInt eval';

describe('the script for mini programs', () => {
  it('uses no name that a mini program lacks', () => {
    const code = script.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
    const used = missingNames
      .split(' ')
      .filter((name) => new RegExp(`(?<![.\\w$])${name}(?![\\w$]|:)`).test(code));
    assert.deepEqual(used, []);
  });

  it('is ES2017: nothing is left to lower', async () => {
    const [lowered, kept] = await Promise.all(
      ['es2017', 'esnext'].map((target) => transform(script, { target })),
    );
    assert.ok(lowered?.code === kept?.code);
  });

  it('requires nothing', () => {
    assert.doesNotMatch(script, /\brequire\(|\bimport\(/);
  });

  it('stays within 12,000 bytes, compressed', () => {
    const size = gzipSync(script, { level: 9 }).length;
    assert.ok(size <= 12_000, `${size} bytes`);
  });
});
