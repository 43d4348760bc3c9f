import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { fastify } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { serializerCompiler, validatorCompiler } from './schema-compilers.ts';
import { addSdkRoutes } from './sdk-routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'millstream-sdks-'));
mkdirSync(join(folder, 'web', 'dist'), { recursive: true });
writeFileSync(join(folder, 'web', 'dist', 'millstream.js'), 'script');
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
