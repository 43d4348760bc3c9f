import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { describe, it } from 'node:test';
import { errorRegistry } from './registry.ts';

describe('the registry of errors', () => {
  it('holds every code of every part, each once', async () => {
    const codes: string[] = [];
    for (const file of globSync('codes/*.ts', { cwd: import.meta.dirname })) {
      const parts = (await import(`./${file}`)) as Record<string, object>;
      codes.push(...Object.values(parts).flatMap((part) => Object.keys(part)));
    }
    assert.deepEqual(codes.toSorted(), Object.keys(errorRegistry).toSorted());
  });
});
