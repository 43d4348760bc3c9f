import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webEventBody } from './event-body.ts';
import type { Figure } from './figure.ts';
import { percentile, runPacedLoad } from './paced-load.ts';
import { startProduct } from './product.ts';

const rounds = 3;
const secondsPerRun = 5;
const connections = 64;
const nginxPort = 18_480;

function nginxConfig(folder: string): string {
  return `worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 4096; }
http {
  access_log off;
  keepalive_requests 100000000;
  client_body_temp_path ${folder}/body;
  server { listen 127.0.0.1:${nginxPort}; client_max_body_size 2m; location / { return 200; } }
}
daemon off;
`;
}

async function startNginx(folder: string): Promise<ChildProcess> {
  const path = join(folder, 'nginx.conf');
  mkdirSync(join(folder, 'body'), { recursive: true });
  writeFileSync(path, nginxConfig(folder));
  const nginx = spawn('/usr/sbin/nginx', ['-c', path, '-e', join(folder, 'error.log')], { stdio: 'ignore' });
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${nginxPort}/`).catch(() => null);
    if (answer) return nginx;
  }
  throw new Error('nginx did not start');
}

function wrkScript(folder: string, withPreflight: boolean): string {
  const path = join(folder, withPreflight ? 'preflight.lua' : 'post.lua');
  const body = webEventBody('0d1c2b3a-1111-4222-8333-444455556666', Date.now());
  const preflight = `local pre = wrk.format("OPTIONS", nil, {["Origin"]="https://shop.example.org",
  ["Access-Control-Request-Method"]="POST", ["Access-Control-Request-Headers"]="content-type"})`;
  writeFileSync(
    path,
    `wrk.method = "POST"
wrk.body = [==[${body}]==]
wrk.headers["Content-Type"] = "application/json; charset=utf-8"
wrk.headers["User-Agent"] = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36"
${
  withPreflight
    ? `local post, n
function init() ${preflight}; preflight = pre; post = wrk.format(); n = 0 end
function request() n = n + 1; if n % 2 == 1 then return preflight end; return post end`
    : ''
}
`,
  );
  return path;
}

/** Requests per second by wrk; fails when answers were not 2xx. */
function wrk(script: string, url: string): number {
  const args = ['-t1', `-c${connections}`, `-d${secondsPerRun}s`, '-s', script, url];
  const { stdout } = spawnSync('wrk', args, { encoding: 'utf8' });
  if (/Non-2xx/.test(stdout)) throw new Error(`wrk met refusals:\n${stdout}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function wholeRequest(body: string): Buffer {
  const length = Buffer.byteLength(body);
  return Buffer.from(
    `POST /collect?appId=web&platform=Web HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`,
  );
}

/** Throughput and latency of one collector worker with durable answers, beside nginx that reads and discards. */
export async function collectorFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-collector-'));
  const nginx = await startNginx(folder);
  const product = await startProduct(folder, 'collect');
  try {
    const collectUrl = `${product.collect}/collect?appId=web&platform=Web`;
    const post = wrkScript(folder, false);
    const withPreflight = wrkScript(folder, true);
    const ours: number[] = [];
    const ratios: number[] = [];
    const preflights: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const rival = wrk(post, `http://127.0.0.1:${nginxPort}/collect?appId=web&platform=Web`);
      const mine = wrk(post, collectUrl);
      ours.push(mine);
      ratios.push(mine / rival);
      preflights.push(wrk(withPreflight, collectUrl) / 2);
    }
    const half = Math.floor(median(ours) / 2);
    const { latencies, failed } = await runPacedLoad({
      port: Number(new URL(product.collect).port),
      requestsPerSecond: half,
      connections,
      seconds: secondsPerRun,
      request: wholeRequest(webEventBody('e', Date.now())),
    });
    if (failed > 0) throw new Error(`${failed} requests of the paced load failed`);
    return [
      {
        name: 'durable requests/s, one worker, relative to nginx that discards',
        value: median(ratios),
        unit: '×',
        promise: { atLeast: 0.45 },
        beside: `${Math.round(median(ours))}/s, nginx ${Math.round(median(ours) / median(ratios))}/s; 64 connections, 1.2 KB`,
      },
      {
        name: 'p99 time to 200 at half of that load',
        value: percentile(latencies, 0.99),
        unit: 'ms',
        promise: { atMost: 10 },
        beside: `${half}/s, p50 ${percentile(latencies, 0.5).toFixed(1)} ms`,
      },
      {
        name: 'durable requests/s with one CORS preflight before each',
        value: median(preflights),
        unit: '/s',
        beside: `${(median(preflights) / median(ours)).toFixed(2)} of the figure without`,
      },
    ];
  } finally {
    await product.stop();
    nginx.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  }
}
