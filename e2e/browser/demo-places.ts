import { readFileSync } from 'node:fs';
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

async function aUser(console: Console): Promise<string> {
  const { rows } = await console.call<{ rows: readonly Record<string, string>[] }>(
    'POST',
    '/studio/explore/drill',
    { spec: exploration, cell: { metric: 0 }, limit: 1 },
  );
  const [first] = rows;
  return first?.user_key ?? first?.userKey ?? Object.values(first ?? {})[0] ?? '';
}

/** Makes what pages need beside the demo shop, and answers with the values of the places in their addresses. */
export async function placesOfDemo(console: Console): Promise<PlaceValues> {
  const file = new URL('../../docs/examples/segment-buyers.json', import.meta.url);
  const segment = await console.call<{ id: string }>('POST', '/apps/shop/segments', {
    body: JSON.parse(readFileSync(file, 'utf8')),
  });
  const dashboard = await console.call<{ id: string }>('POST', '/apps/shop/dashboards', {
    body: {
      version: 1,
      name: 'Shop figures',
      sheets: [{ id: 's1', name: 'Sales', tiles: [] }],
    },
  });
  const runs = await console.call<{ items: readonly { runId?: string; id?: string }[] }>(
    'GET',
    '/projects/first/runs',
  );
  return {
    projectId: 'first',
    appId: 'shop',
    kind: 'event',
    segmentId: segment.id,
    dashboardId: dashboard.id,
    runId: runs.items[0]?.runId ?? runs.items[0]?.id ?? 'none',
    userKey: await aUser(console),
  };
}
