import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { LocalServer } from '../proxy/collector-double.ts';
import { describeProxy } from '../proxy/proxy-cases.ts';

const snippet = readFileSync(new URL('../proxy/nginx.conf', import.meta.url), 'utf8');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A whole configuration of nginx around the snippet, as somebody who copies it has. */
const configuration = (folder: string, port: number, replaced: (text: string) => string) => `
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${folder}/pid;
error_log stderr warn;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  root ${folder};
  server {
    listen 127.0.0.1:${port};
    ${replaced(snippet)}
  }
}
`;

async function untilOpen(origin: string, isRunning: () => boolean, log: () => string): Promise<void> {
  for (;;) {
    if (!isRunning()) throw new Error(`nginx ended\n${log()}`);
    const isOpen = await fetch(origin).then(
      () => true,
      () => false,
    );
    if (isOpen) return;
    await wait(20);
  }
}

async function startNginx(collector: string, scripts = '/var/www'): Promise<LocalServer> {
  const replaced = (text: string) =>
    text.replace('https://collect.example.org/collect', collector).replace('/var/www', scripts);
  const folder = mkdtempSync(join(tmpdir(), 'millstream-nginx-'));
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configuration(folder, port, replaced));
  const child = spawn('/usr/sbin/nginx', ['-p', folder, '-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  const exit = once(child, 'exit');
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    log += text;
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await exit;
    rmSync(folder, { recursive: true, force: true });
  };
  const origin = `http://127.0.0.1:${port}`;
  try {
    await untilOpen(
      origin,
      () => child.exitCode === null,
      () => log,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, [Symbol.asyncDispose]: stop };
}

it('nginx with the snippet hands out the script with its lazy parts, and no other file', async () => {
  const files = mkdtempSync(join(tmpdir(), 'millstream-scripts-'));
  const names = ['millstream.js', 'millstream-web-vitals.js', 'millstream-show-overlay.js'];
  for (const name of [...names, 'other.js']) writeFileSync(join(files, name), `"${name}"`);
  await using nginx = await startNginx('http://127.0.0.1:9/collect', files);
  for (const name of names) {
    const answer = await fetch(`${nginx.origin}/collect/${name}`);
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), `"${name}"`);
    assert.match(answer.headers.get('content-type') ?? '', /javascript/);
    assert.equal(answer.headers.get('cache-control'), 'max-age=3600');
  }
  for (const name of ['other.js', 'millstream-..%2fother.js', 'millstream/../other.js'])
    assert.equal((await fetch(`${nginx.origin}/collect/${name}`)).status, 404);
  rmSync(files, { recursive: true });
});

describeProxy({ name: 'nginx with the snippet', start: (collector) => startNginx(collector) });
