import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type AppId, isAppId } from '@millstream/core';
import { type QueryRow, visitQuery } from '@millstream/modeling';
import { createTrafficWorkbench, type TrafficRuleFiles, trafficSourceColumns } from '@millstream/processing';
import fc from 'fast-check';
import { arbitraryAdditions, arbitraryEvents, withAdditions } from '../test-support/arbitrary-visits.ts';
import {
  arrivedMs,
  openShopWithRules,
  type SentEvent,
  type ShopWithRules,
} from '../test-support/shop-with-rules.ts';
import { type PreviewMove, previewRules, type RulesPreview } from '../traffic/preview-rules.ts';

const dayMs = 86_400_000;
const columns = Object.values(trafficSourceColumns);
const eventsSql = `SELECT event_id AS key, ${columns.join(', ')} FROM event_v2 ORDER BY event_id`;
const sessionsSql = `SELECT user_pseudo_id || ' ' || session_id AS key, session_source AS traffic_source_source,
  session_medium AS traffic_source_medium, session_channel_group AS traffic_source_channel_group,
  session_source_category AS traffic_source_category FROM session ORDER BY 1`;

function appId(): AppId {
  const id = 'web';
  if (!isAppId(id)) throw new Error('unreachable');
  return id;
}

/** How many rows differ, and how many moved between which channel groups. */
function differences(before: readonly QueryRow[], now: readonly QueryRow[]) {
  assert.equal(now.length, before.length);
  const changed = now.filter((row, index) => JSON.stringify(row) !== JSON.stringify(before[index]));
  const moves = new Map<string, number>();
  for (const [index, row] of now.entries()) {
    const pair = [before[index]?.traffic_source_channel_group, row.traffic_source_channel_group];
    if (pair[0] !== pair[1]) moves.set(pair.join(' -> '), (moves.get(pair.join(' -> ')) ?? 0) + 1);
  }
  return { changed: changed.length, moves: Object.fromEntries([...moves].sort()) };
}

function movesOf(moves: readonly PreviewMove[], count: 'events' | 'sessions') {
  const entries = moves.map((move) => [`${move.from} -> ${move.to}`, move[count]] as const);
  return Object.fromEntries(entries.filter(([, moved]) => moved > 0).sort());
}

describe('a preview of traffic rules', () => {
  let shop: ShopWithRules;
  const workbench = createTrafficWorkbench({ timeoutMs: 30_000 });
  before(async () => {
    shop = await openShopWithRules();
  });
  after(async () => {
    await workbench[Symbol.asyncDispose]();
    await shop[Symbol.asyncDispose]();
  });

  async function preview(before: TrafficRuleFiles, next: TrafficRuleFiles): Promise<RulesPreview> {
    const sql = visitQuery({ appId: appId(), fromMs: arrivedMs - dayMs, untilMs: arrivedMs + dayMs });
    const { rows } = await shop.warehouse.query(sql);
    return previewRules(workbench, { before: [before], next }, rows);
  }

  async function compare(sent: readonly SentEvent[], was: TrafficRuleFiles, next: TrafficRuleFiles) {
    await shop.process(sent, was);
    const [events, sessions] = [await shop.rows(eventsSql), await shop.rows(sessionsSql)];
    const previewed = await preview(was, next);
    assert.deepEqual(await shop.rows(eventsSql), events, 'a preview changes nothing');
    await shop.process(sent, next);
    return {
      previewed,
      events: differences(events, await shop.rows(eventsSql)),
      sessions: differences(sessions, await shop.rows(sessionsSql)),
    };
  }

  it('counts exactly what processing again changes, whatever the visits and rules are', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEvents, arbitraryAdditions, arbitraryAdditions, async (sent, was, next) => {
        const { previewed, events, sessions } = await compare(sent, withAdditions(was), withAdditions(next));
        assert.equal(previewed.events.total, sent.length);
        assert.equal(previewed.events.unknown, 0);
        assert.equal(previewed.events.changed, events.changed);
        assert.deepEqual(movesOf(previewed.channels, 'events'), events.moves);
        assert.deepEqual(movesOf(previewed.channels, 'sessions'), sessions.moves);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });
});
