import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { callApi } from '../product/call-api.ts';
import { type Product, startProduct } from '../product/start-product.ts';

let product: Product;
let port = 0;
before(async () => {
  product = await startProduct();
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));
});
after(() => product[Symbol.asyncDispose]());

/** Writes the project's file and runs a command with it. */
async function withFile(command: 'plan' | 'apply', more: string) {
  const path = join(product.dataDir, 'shop.yaml');
  writeFileSync(path, `project: { id: shop, name: Shop }\n${more}`);
  const { code, stdout, stderr } = await product.run(command, path);
  return { code, lines: stdout.trim().split('\n'), stderr };
}
const pipeline = (more = '') =>
  `pipeline:\n  ingestion: { port: ${port} }\n${more}apps:\n  - { appId: shopweb, timeZone: Asia/Tokyo }\n`;
const nothing = ['Nothing to do: the project is as the file says.'];

describe('a project as a file', () => {
  it('is planned without a change', async () => {
    const { code, lines } = await withFile('plan', pipeline());
    assert.equal(code, 0);
    assert.deepEqual([lines[0], lines.at(-1)], ['Create the project shop.', 'Register the app shopweb.']);
    const { body } = await callApi<{ standing: string }>(product.dataDir, 'GET', '/project-ids/shop');
    assert.equal(body.standing, 'free');
  });

  it('is applied once, and does nothing a second time', async () => {
    assert.equal((await withFile('apply', pipeline())).code, 0);
    const answer = await fetch(`http://127.0.0.1:${port}/collect?appId=shopweb`, {
      method: 'POST',
      body: '[]',
    });
    assert.equal(answer.status, 200);
    assert.deepEqual((await withFile('apply', pipeline())).lines, nothing);
  });

  it('changes only what differs', async () => {
    const changed = pipeline('  labels: [{ key: team, value: web }]\n');
    assert.deepEqual((await withFile('plan', changed)).lines, ['Keep the new labels.']);
    assert.equal((await withFile('apply', changed)).code, 0);
    const renamed = changed.replace('appId: shopweb', 'appId: shopweb, name: Web');
    assert.deepEqual((await withFile('apply', renamed)).lines, ['Change the app shopweb.']);
    assert.deepEqual((await withFile('apply', renamed)).lines, nothing);
  });

  it('names every field that is wrong, and changes nothing', async () => {
    const wrong = pipeline('  modeling: { hotDays: 0 }\n  colour: red\n');
    const { code, stderr } = await withFile('plan', wrong);
    assert.equal(code, 1);
    assert.deepEqual(stderr.trim().split('\n').sort(), [
      'colour: is not a field of a pipeline',
      'modeling.hotDays: must be a whole number from 1 to 3650',
    ]);
    const applied = await withFile('apply', wrong);
    assert.equal(applied.code, 1);
    assert.match(applied.stderr, /PIPELINE_INVALID/);
  });

  it('comes back as the file that it was applied from', async () => {
    const { body } = await callApi<{ project: { id: string }; pipeline: object; apps: readonly object[] }>(
      product.dataDir,
      'GET',
      '/projects/shop/spec?format=json',
    );
    assert.equal(body.project.id, 'shop');
    const again = await callApi<{ actions: readonly object[] }>(
      product.dataDir,
      'POST',
      '/projects/shop/spec/plan',
      body,
    );
    assert.deepEqual(again.body.actions, []);
  });

  it('is not taken under another id', async () => {
    const body = { project: { id: 'other', name: 'Other' } };
    const answer = await callApi<{ error: { code: string } }>(
      product.dataDir,
      'PUT',
      '/projects/shop/spec',
      body,
    );
    assert.deepEqual([answer.status, answer.body.error.code], [400, 'USAGE']);
  });
});
