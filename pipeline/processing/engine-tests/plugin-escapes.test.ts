import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fixtureName, openPluginFixture, rowsOf } from './plugin-fixture.ts';

const fixture = openPluginFixture();
const folder = mkdtempSync(join(tmpdir(), 'escapes-'));
const secret = join(folder, 'secret.txt');
const target = join(folder, 'written.txt');
writeFileSync(secret, 'secret');
after(() => rmSync(folder, { recursive: true }));

const zlibImport = `import zlib from 'node:zlib';`;

/** What the body of an enrichment answers for a second batch, as text; its failure as `denied: …`. */
async function attempt(body: string, before = ''): Promise<string> {
  const runner = await fixture.enrichment(
    `try { rows[0].geo_region = String(await (async () => { ${body} })()); }
     catch (error) { rows[0].geo_region = 'denied: ' + error.message; }
     return rows;`,
    { before },
  );
  const rows = rowsOf({});
  await runner.enrich(fixtureName, rowsOf({}));
  const { failedRows } = await runner.enrich(fixtureName, rows);
  await runner.close();
  return failedRows > 0
    ? `failed: ${runner.counts.get(fixtureName)?.lastFailure}`
    : (rows[0]?.geo_region ?? '');
}

/**
 * The first batch patches the emitter that a permitted module is built on; the message of the second batch then passes
 * the real `process` through the patch.
 */
const catchRealProcess = `
  if (!globalThis.caught) {
    globalThis.caught = {};
    let proto = zlib.createGzip();
    while (!Object.hasOwn(proto, 'emit')) proto = Object.getPrototypeOf(proto);
    const emit = proto.emit;
    proto.emit = function (...args) { if (this?.versions) globalThis.caught.real = this; return emit.apply(this, args); };
  }
  const { real } = globalThis.caught;`;

const denied: readonly [what: string, body: string, before?: string][] = [
  ...[
    'fs',
    'node:fs',
    'fs/promises',
    'net',
    'http',
    'child_process',
    'worker_threads',
    'node:sqlite',
    'module',
  ].map((name): [string, string] => [
    `import of ${name}`,
    `const name = '${name}'; return Object.keys(await import(name)).length`,
  ]),
  ...[
    'vm',
    'v8',
    'os',
    'inspector',
    'process',
    'cluster',
    'dgram',
    'node:ffi',
    'node:test',
    'node:sea',
    'events',
  ].map((name): [string, string] => [
    `import of ${name}`,
    `const name = '${name}'; return Object.keys(await import(name)).length`,
  ]),
  [
    'import of a file',
    `const url = ${JSON.stringify(`file://${secret}`)}; return Object.keys(await import(url)).length`,
  ],
  ['import of data that imports', `const url = 'data:text/javascript,import "node:fs"'; await import(url)`],
  [
    'process.getBuiltinModule',
    `return process.getBuiltinModule('fs').readFileSync(${JSON.stringify(secret)}, 'utf8')`,
  ],
  ['process.kill', 'return process.kill(process.ppid, 0)'],
  ['process.binding', `return Object.keys(process.binding('fs'))`],
  ['process.dlopen', `return process.dlopen({ exports: {} }, '/x.node')`],
  ['process.exit', 'return process.exit(0)'],
  ['process.send', `return process.send({ kind: 'done' })`],
  ['process.channel', `return process.channel.fd`],
  ['require', `return globalThis.require('fs')`],
  ['global fs', 'return globalThis.fs.readdirSync("/")'],
  ['global child_process', 'return globalThis.child_process.execSync("id")'],
  ['global node:ffi', `return new globalThis['node:ffi'].DynamicLibrary('libc.so.6')`],
  ['fetch', `return (await fetch('http://127.0.0.1:1/')).status`],
  ['WebSocket', `return new WebSocket('ws://127.0.0.1:1/')`],
  ['Worker', `return new Worker('1', { eval: true })`],
];

describe('a plug-in in its sandbox', () => {
  for (const [what, body, before] of denied) {
    it(`is denied: ${what}`, async () => {
      const answer = await attempt(body, before);
      assert.match(answer, /^denied: /, answer);
    });
  }

  it('may compute with what only computes', async () => {
    const body = `return [createHash('md5').update('a').digest('hex').slice(0, 4), zlib.gunzipSync(zlib.gzipSync('b')),
      new URL('http://c/').host, structuredClone({ d: 1 }).d, Buffer.from('ZQ==', 'base64')].join()`;
    const before = `import zlib from 'node:zlib'; import { createHash } from 'crypto';`;
    assert.equal(await attempt(body, before), '0cc1,b,c,1,e');
  });

  it('sees no environment of the server', async () => {
    assert.equal(
      await attempt('return Object.keys(process.env).length + Object.keys(globalThis.process.env).length'),
      '0',
    );
  });

  const throughReal: readonly [what: string, body: string][] = [
    ['kill', 'return real.kill(real.ppid, 0)'],
    ['_kill', 'return real._kill(real.ppid, 0)'],
    ['_debugProcess', 'return real._debugProcess(real.ppid)'],
    ['getBuiltinModule', `return real.getBuiltinModule('fs')`],
    ['binding', `return real.binding('fs')`],
    ['_linkedBinding', `return real._linkedBinding('fs')`],
    ['dlopen', `return real.dlopen({ exports: {} }, '/x.node')`],
    ['execve', `return real.execve('/bin/true', ['true'], {})`],
    ['reallyExit', 'return real.reallyExit(0)'],
  ];
  it('can get hold of the real process, which is why its functions are taken away', async () => {
    const answer = await attempt(`${catchRealProcess} return real.pid > 0`, zlibImport);
    assert.equal(answer, 'true');
  });
  for (const [name, body] of throughReal) {
    it(`finds no ${name} on the real process either`, async () => {
      const answer = await attempt(`${catchRealProcess} ${body}`, zlibImport);
      assert.match(answer, /^denied: .*not a function/, answer);
    });
  }
});

describe('the permission model of the pinned Node, without the walls above it', () => {
  let port = 0;
  const server = createServer((socket) => socket.destroy());
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : 0;
  });
  after(() => server.close());

  const still: readonly [what: string, code: () => string][] = [
    ['reading a file', () => `fs.readFileSync(${JSON.stringify(secret)})`],
    ['writing a file', () => `fs.writeFileSync(${JSON.stringify(target)}, 'x')`],
    ['a child process', () => `child_process.execSync('true')`],
    ['a worker', () => `new worker_threads.Worker('1', { eval: true })`],
    [
      'a connection',
      () => `await new Promise((r, j) => net.connect(${port}, '127.0.0.1').on('connect', r).on('error', j))`,
    ],
    ['a request', () => `await fetch('http://127.0.0.1:${port}/').catch((e) => { throw e.cause ?? e; })`],
    ['foreign functions', () => `new (process.getBuiltinModule('node:ffi').DynamicLibrary)('libc.so.6')`],
    ['SQLite', () => `new (process.getBuiltinModule('node:sqlite').DatabaseSync)(':memory:')`],
    ['a native module', () => `process.dlopen({ exports: {} }, '/x.node')`],
    ['the inspector', () => 'inspector.open(0)'],
  ];
  for (const [what, code] of still) {
    it(`denies ${what}`, async () => {
      const flags = ['--permission', '--no-experimental-sqlite', '--no-addons', '--no-warnings'];
      const text = `try { ${code()}; console.log('allowed'); } catch (error) { console.log('denied'); }`;
      const child = spawn(process.execPath, [...flags, '--input-type=module', '--eval', text], {
        env: {},
        cwd: '/',
      });
      let output = '';
      child.stdout.on('data', (data) => {
        output += data;
      });
      await new Promise((resolve) => child.on('close', resolve));
      assert.equal(output.trim(), 'denied');
      assert.equal(existsSync(target), false);
    });
  }
});
