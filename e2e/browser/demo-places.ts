import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { PlaceValues } from './all-pages.ts';
import type { Console } from './open-console.ts';

const exploration = {
  version: 1,
  kind: 'event',
  projectId: 'first',
  appId: 'shop',
  time: { type: 'relative', lastN: 7, unit: 'day' },
  event: { metrics: [{ event: '_page_view', measure: { type: 'userCount' } }] },
};

/** Asks until there is an answer. @throws Error after 3 minutes */
export async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + 180_000;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (performance.now() > deadline) throw new Error('it did not come within 3 minutes');
    await wait(200);
  }
}

async function aUser({ call }: Console): Promise<string> {
  const drill = { spec: exploration, cell: { metric: 0 }, limit: 1 };
  return until(async () => {
    const { rows } = await call<{ rows: readonly { user_key: string }[] }>(
      'POST',
      '/studio/explore/drill',
      drill,
    );
    return rows[0]?.user_key;
  });
}

/** Sends one event and one body that is no JSON; waits until the second is in quarantine. */
async function sendGoodAndBad({ product, call }: Console, eventId: string): Promise<string> {
  const event = {
    event_type: 'hello',
    event_id: eventId,
    timestamp: Date.now(),
    app_id: 'shop',
    unique_id: 'u-1',
  };
  for (const body of [JSON.stringify([event]), '{ no JSON'])
    await fetch(`${product.collect}/collect?appId=shop`, { method: 'POST', body });
  return until(async () => {
    const { groups } = await call<{ groups: readonly { groupId: string }[] }>(
      'GET',
      '/projects/first/quarantine',
    );
    const [first] = groups;
    return first?.groupId;
  });
}

/** An analysis with one chart that nothing has been dragged to, as the editor writes it. */
const analysis = {
  version: 1,
  title: 'What sells where',
  dataset: 'events',
  charts: [
    {
      visId: 'chart-1',
      name: 'Chart 1',
      encodings: Object.fromEntries(
        [
          ...['dimensions', 'measures', 'rows', 'columns', 'color', 'opacity', 'size', 'shape', 'theta'],
          ...['radius', 'longitude', 'latitude', 'geoId', 'details', 'filters', 'text'],
        ].map((channel) => [channel, []]),
      ),
      config: { defaultAggregated: true, geoms: ['auto'], coordSystem: 'generic', limit: -1 },
      layout: {
        showTableSummary: false,
        stack: 'stack',
        showActions: false,
        interactiveScale: false,
        sorted: 'none',
        zeroScale: true,
        size: { mode: 'auto', width: 320, height: 200 },
        format: {},
        resolve: {},
      },
    },
  ],
};

/** Makes what pages need beside the demo shop, and answers with the values of the places in their addresses. */
export async function placesOfDemo(console: Console): Promise<PlaceValues> {
  const { call } = console;
  const file = new URL('../../docs/examples/segment-buyers.json', import.meta.url);
  const segment = await call<{ id: string }>('POST', '/apps/shop/segments', {
    body: JSON.parse(readFileSync(file, 'utf8')),
  });
  const dashboard = await call<{ id: string }>('POST', '/apps/shop/dashboards', {
    body: { version: 1, name: 'Shop figures', sheets: [{ id: 's1', name: 'Sales', tiles: [] }] },
  });
  const saved = await call<{ id: string }>('POST', '/apps/shop/analyses', { body: analysis });
  const run = await until(async () => {
    const { items } = await call<{ items: readonly { runId: string }[] }>('GET', '/projects/first/runs');
    return items[0];
  });
  const { pipelineId } = await call<{ pipelineId: string }>('GET', '/projects/first/pipeline');
  return {
    projectId: 'first',
    appId: 'shop',
    kind: 'event',
    segmentId: segment.id,
    dashboardId: dashboard.id,
    analysisId: saved.id,
    runId: run.runId,
    pipelineId,
    id: 'looked-for',
    // A plug-in that is not there: the page says so.
    name: 'city',
    group: await sendGoodAndBad(console, 'looked-for'),
    userKey: await aUser(console),
  };
}
