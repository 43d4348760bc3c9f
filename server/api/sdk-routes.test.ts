import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { fastify } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { serializerCompiler, validatorCompiler } from './schema-compilers.ts';
import { addSdkRoutes } from './sdk-routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'millstream-sdks-'));
mkdirSync(join(folder, 'web', 'dist'), { recursive: true });
const script = join(folder, 'web', 'dist', 'millstream.js');
writeFileSync(script, 'script');
const api = fastify().withTypeProvider<ZodTypeProvider>();
api.setValidatorCompiler(validatorCompiler);
api.setSerializerCompiler(serializerCompiler);
addSdkRoutes(api, folder);
after(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

const { headers } = await api.inject('/sdks/millstream.js');
const etag = String(headers.etag);

/** What caches ask with; a proxy that compresses makes the tag a weak one. */
const cases: readonly (readonly [asked: string, status: number])[] = [
  [etag, 304],
  [`W/${etag}`, 304],
  [`"other", ${etag}`, 304],
  ['"other"', 200],
];
for (const [asked, status] of cases)
  it(`answers ${status} to who has ${asked}`, async () => {
    const answer = await api.inject({ url: '/sdks/millstream.js', headers: { 'if-none-match': asked } });
    assert.equal(answer.statusCode, status);
    assert.equal(answer.body, status === 200 ? 'script' : '');
  });

it('reads and hashes a file once, and anew when a build replaces it', async () => {
  const path = join(folder, 'web', 'dist', 'other.js');
  const day = new Date('2026-01-01');
  const ask = async () => {
    const answer = await api.inject('/sdks/other.js');
    return [answer.body, answer.headers.etag];
  };
  writeFileSync(path, 'before');
  utimesSync(path, day, day);
  const before = await ask();
  // Looks as it was, so nobody reads it.
  writeFileSync(path, 'behind');
  utimesSync(path, day, day);
  assert.deepEqual(await ask(), before);
  writeFileSync(`${path}.new`, 'newest');
  utimesSync(`${path}.new`, day, day);
  renameSync(`${path}.new`, path);
  const [body, tag] = await ask();
  assert.equal(body, 'newest');
  assert.notEqual(tag, before[1]);
});
