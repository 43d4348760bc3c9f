import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { callApi } from '../product/call-api.ts';
import { type Product, startProduct } from '../product/start-product.ts';

interface View {
  readonly state: string;
  readonly version: number;
  readonly endpoint: string | null;
  readonly collectUrl: string | null;
  readonly failure: { readonly code: string; readonly effect: string } | null;
  readonly fixed: readonly { readonly field: string; readonly source: string }[];
  readonly steps: readonly { readonly kind: string; readonly state: string }[];
}
interface Problems {
  readonly error: {
    readonly code: string;
    readonly problems?: readonly { step: number; field: string; code: string; offer?: number }[];
  };
}

let product: Product;
before(async () => {
  product = await startProduct();
});
after(async () => {
  await product[Symbol.asyncDispose]();
  rmSync(product.dataDir, { recursive: true, force: true });
});

const call = <T>(method: string, path: string, body?: unknown) =>
  callApi<T>(product.dataDir, method, path, body);

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A project with a running pipeline and an app of the same name. */
async function projectWithPipeline(id: string): Promise<View> {
  const made = await call('POST', '/projects', { id, name: id });
  assert.equal(made.status, 201);
  const port = await freePort();
  const path = `/projects/${id}/pipeline?wait=true`;
  const { body } = await call<View>('PUT', path, { version: 0, spec: { ingestion: { port } } });
  assert.equal(body.state, 'Active', JSON.stringify(body));
  const app = await call('POST', '/apps', { appId: id, projectId: id });
  assert.equal(app.status, 200);
  return body;
}

async function send(endpoint: string, appId: string, eventId: string): Promise<number> {
  const event = {
    event_type: 'step',
    event_id: eventId,
    timestamp: Date.now(),
    app_id: appId,
    unique_id: 'u',
  };
  const answer = await fetch(`${endpoint}?appId=${appId}`, { method: 'POST', body: JSON.stringify([event]) });
  await answer.arrayBuffer();
  return answer.status;
}

/** Number of distinct events of a project once it is `count`, at the latest after a minute. */
async function eventsReach(projectId: string, count: number): Promise<number> {
  const sql = 'SELECT count(DISTINCT event_id)::INTEGER AS n FROM event_v2';
  for (let tries = 0; ; tries += 1) {
    const { body } = await call<{ n: number }>('POST', '/query', { sql, projectId });
    if (body.n === count || tries === 300) return body.n;
    await wait(200);
  }
}

async function isBalanced(projectId: string): Promise<boolean> {
  const { body } = await call<{ balanced: boolean }>('GET', `/ledger?projectId=${projectId}`);
  return body.balanced;
}

describe('pipelines of a running server', () => {
  it('show for the first project what file, environment and options fix', async () => {
    const { body } = await call<View>('GET', '/projects/first/pipeline');
    assert.equal(body.state, 'Active');
    const port = body.fixed.find(({ field }) => field === 'ingestion.port');
    assert.equal(port?.source, 'option');
  });

  it('run side by side, each with its own collector, warehouse and ledger', async () => {
    const news = await projectWithPipeline('news');
    const first = await call<View>('GET', '/projects/first/pipeline');
    assert.equal(await send(news.endpoint ?? '', 'news', 'n-1'), 200);
    assert.equal(await send(first.body.endpoint ?? '', 'web', 'f-1'), 200);
    assert.equal(await send(first.body.endpoint ?? '', 'news', 'f-2'), 403);
    assert.equal(await eventsReach('news', 1), 1);
    assert.equal(await eventsReach('first', 1), 1);
    assert.deepEqual([await isBalanced('news'), await isBalanced('first')], [true, true]);
    const again = await call<Problems>('POST', '/apps', { appId: 'news', projectId: 'first' });
    assert.equal(again.body.error.code, 'APP_EXISTS');
  });

  it('lose no request while every part changes under load', async () => {
    const before = await projectWithPipeline('busy');
    let endpoint = before.endpoint ?? '';
    let isSending = true;
    const answered: string[] = [];
    const refused: number[] = [];
    const client = async (name: number) => {
      for (let number = 0; isSending; number += 1) {
        const id = `b-${name}-${number}`;
        const status = await send(endpoint, 'busy', id);
        if (status === 200) answered.push(id);
        else refused.push(status);
      }
    };
    const clients = [1, 2, 3, 4].map(client);
    const port = await freePort();
    const spec = {
      ingestion: { port, accessLog: true },
      processing: { freshnessHours: 48 },
      modeling: { hotDays: 5 },
    };
    const changed = await call<View>('PUT', '/projects/busy/pipeline?wait=true', { version: 1, spec });
    assert.deepEqual([changed.body.state, changed.body.version], ['Active', 2]);
    endpoint = changed.body.endpoint ?? '';
    assert.equal(new URL(endpoint).port, String(port));
    const soFar = answered.length;
    while (answered.length < soFar + 50) await wait(20);
    isSending = false;
    await Promise.all(clients);
    assert.deepEqual(refused, []);
    assert.equal(await eventsReach('busy', answered.length), answered.length);
    assert.equal(await isBalanced('busy'), true);
  });

  it('refuse a port that something else uses, and offer a free one', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const answer = await call<Problems>('PUT', '/projects/news/pipeline', {
      version: 1,
      spec: { ingestion: { port }, processing: { schedule: 'now and then' } },
    });
    other.close();
    assert.deepEqual([answer.status, answer.body.error.code], [400, 'PIPELINE_INVALID']);
    const [clash, schedule] = answer.body.error.problems ?? [];
    assert.deepEqual([clash?.step, clash?.field, clash?.code], [2, 'ingestion.port', 'PORT_IN_USE']);
    assert.ok((clash?.offer ?? 0) > port);
    assert.deepEqual([schedule?.step, schedule?.code], [3, 'SCHEDULE_INVALID']);
    assert.equal((await call<View>('GET', '/projects/news/pipeline')).body.version, 1);
  });

  it('refuse a stale version and what the state does not allow', async () => {
    const { body } = await call<{ spec: object }>('GET', '/projects/news/pipeline');
    const write = { version: 7, spec: body.spec };
    const stale = await call<Problems>('PUT', '/projects/news/pipeline', write);
    assert.deepEqual([stale.status, stale.body.error.code], [409, 'PIPELINE_VERSION_STALE']);
    const resume = await call<Problems>('POST', '/projects/news/pipeline/resume');
    assert.deepEqual([resume.status, resume.body.error.code], [409, 'PIPELINE_STATE']);
  });

  it('collect on while processing is paused, and catch up', async () => {
    const { body } = await call<View>('POST', '/projects/news/pipeline/pause');
    assert.equal(body.state, 'Paused');
    assert.equal(await send(body.endpoint ?? '', 'news', 'n-2'), 200);
    await wait(3_500);
    assert.equal(await eventsReach('news', 1), 1);
    await call('POST', '/projects/news/pipeline/resume');
    assert.equal(await eventsReach('news', 2), 2);
  });

  const breaks = [
    {
      module: 'modeling',
      code: 'WAREHOUSE_UNAVAILABLE',
      place: (id: string) => join(product.dataDir, 'clickstream', id, 'warehouse', 'warehouse.duckdb'),
    },
    {
      module: 'ingestion',
      code: 'SINK_UNWRITABLE',
      place: (id: string) => join(product.dataDir, 'collectors', id),
    },
  ];
  for (const { module, code, place } of breaks) {
    it(`end in Failed when ${module} cannot be created, and in Active after a retry`, async () => {
      const id = `broken_${module}`;
      const path = `/projects/${id}/pipeline`;
      await call('POST', '/projects', { id, name: id });
      mkdirSync(join(place(id), '..'), { recursive: true });
      writeFileSync(place(id), 'this is nothing');
      const spec = { ingestion: { port: await freePort() } };
      const failed = await call<View>('PUT', `${path}?wait=true`, { version: 0, spec });
      assert.deepEqual([failed.body.state, failed.body.failure?.code], ['Failed', code]);
      assert.match(failed.body.failure?.effect ?? '', /Nothing was lost/);
      rmSync(place(id));
      const retried = await call<View>('POST', `${path}/retry?wait=true`);
      assert.deepEqual([retried.body.state, retried.body.failure], ['Active', null]);
    });
  }

  it('record each batch as a run whose counts add up, and can repeat it', async () => {
    type Run = { runId: string; kind: string; state: string; startedBy: string | null };
    const newestRun = async (kind: string): Promise<Run> => {
      for (let tries = 0; ; tries += 1) {
        const { body } = await call<{ items: readonly Run[] }>(
          'GET',
          '/projects/news/runs?kind=load,rebuild',
        );
        const [run] = body.items;
        if (run?.kind === kind && run.state === 'Succeeded') return run;
        assert.ok(tries < 600, `no ${kind} has ended: ${JSON.stringify(run)}`);
        await wait(100);
      }
    };
    // Its rows can be seen a moment before the run that made them is noted as done.
    const newest = await newestRun('load');
    const path = `/projects/news/runs/${newest.runId}`;
    const detail = await call<{ balances: unknown; mayRerun: boolean }>('GET', path);
    assert.deepEqual([detail.body.balances, detail.body.mayRerun], [{ requests: true, events: true }, true]);
    const preview = await call<{ keptFiles: number; rows: { event_v2: number } }>('GET', `${path}/rerun`);
    assert.deepEqual([preview.body.keptFiles, preview.body.rows.event_v2], [1, 1]);
    assert.equal((await call('POST', `${path}/rerun`)).status, 202);
    const rerun = await newestRun('rebuild');
    assert.notEqual(rerun.startedBy, null);
    assert.equal(await eventsReach('news', 2), 2);
    assert.equal(await isBalanced('news'), true);
  });

  it('switch Studio off for a project', async () => {
    const { body } = await call<{ version: number; spec: object }>('GET', '/projects/news/pipeline');
    const spec = { ...body.spec, reporting: { studio: false } };
    await call('PUT', '/projects/news/pipeline?wait=true', { version: body.version, spec });
    const asked = await call<Problems>('POST', '/studio/realtime', { appId: 'news', minutes: 5 });
    assert.deepEqual([asked.status, asked.body.error.code], [409, 'STUDIO_OFF']);
  });

  it('are deleted with their data kept, and go on with it when they are made again', async () => {
    const wrong = { confirmation: 'new', keepData: true };
    const refused = await call<Problems>('DELETE', '/projects/news/pipeline', wrong);
    assert.equal(refused.body.error.code, 'CONFIRMATION_WRONG');
    const removal = { confirmation: 'news', keepData: true };
    const gone = await call<View>('DELETE', '/projects/news/pipeline?wait=true', removal);
    assert.deepEqual([gone.body.state, gone.body.endpoint], ['Deleted', null]);
    const spec = { ingestion: { port: await freePort() } };
    const again = await call<View>('PUT', '/projects/news/pipeline?wait=true', { version: 0, spec });
    assert.equal(again.body.state, 'Active');
    assert.equal(await eventsReach('news', 2), 2);
  });

  it('are deleted with their project and all data', async () => {
    const folder = join(product.dataDir, 'clickstream', 'news');
    assert.equal(existsSync(folder), true);
    const removal = { confirmation: 'news', keepData: false };
    assert.equal((await call('DELETE', '/projects/news', removal)).status, 200);
    assert.equal(existsSync(folder), false);
    const { body } = await call<{ standing: string }>('GET', '/project-ids/news');
    assert.equal(body.standing, 'free');
  });
});

describe('a pipeline whose server is killed in the middle of a change', () => {
  it('comes up with the change and loses no event', async () => {
    const id = 'killed';
    await projectWithPipeline(id);
    const { dataDir } = product;
    const view = await call<View>('GET', `/projects/${id}/pipeline`);
    for (let number = 0; number < 20; number += 1)
      assert.equal(await send(view.body.endpoint ?? '', id, `k-${number}`), 200);
    const port = await freePort();
    const spec = { ingestion: { port }, processing: { freshnessHours: 24 }, modeling: { hotDays: 6 } };
    const started = await call<View>('PUT', `/projects/${id}/pipeline`, { version: 1, spec });
    assert.equal(started.body.state, 'Updating');
    await product.kill();
    product = await startProduct({ dataDir });
    const after = await call<View>('GET', `/projects/${id}/pipeline`);
    assert.deepEqual([after.body.state, after.body.version], ['Active', 2]);
    assert.equal(new URL(after.body.endpoint ?? '').port, String(port));
    assert.ok(after.body.steps.every(({ state }) => state === 'done'));
    assert.equal(await send(after.body.endpoint ?? '', id, 'k-20'), 200);
    assert.equal(await eventsReach(id, 21), 21);
    assert.equal(await isBalanced(id), true);
  });
});
