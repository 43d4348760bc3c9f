import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { appNamed, requestText, startCollector } from '../http/collector-fixture.ts';
import { Sender } from './sender.ts';

const web = { appId: appNamed('web'), strictIntegrity: false };
const shop = { appId: appNamed('shop'), strictIntegrity: true };

describe('rules that change under load', () => {
  it('take effect with the next request and lose none', async () => {
    const running = await startCollector();
    const { collector } = running;
    let answers = 0;
    let reached: { count: number; resolve: () => void } | null = null;
    const onAnswer = () => {
      answers++;
      if (reached && answers >= reached.count) reached.resolve();
    };
    const moreAnswers = (count: number) =>
      new Promise<void>((resolve) => {
        reached = { count: answers + count, resolve };
      });
    const load = Array.from({ length: 16 }, () => new Sender({ port: () => running.port, onAnswer }));
    const statusOf = async (target: string) =>
      (await running.exchange(requestText('POST', target, { body: '[]' })))[0]?.status;
    try {
      await moreAnswers(300);
      assert.equal(await statusOf('/collect?appId=shop'), 403);
      collector.applyRules(running.rules({}, [web, shop]));
      assert.equal(await statusOf('/collect?appId=shop'), 200);
      const changes = [
        { cors: { origins: 'https://a.example' } },
        { limits: { maxHeaderBytes: 32_768, keepAliveMs: 5000 } },
        { accessLog: true },
        { segment: { maxBytes: 20_000, maxAgeMs: 10 } },
        { accessLog: false, rateLimit: { perApp: { requestsPerSecond: 1e6, burst: 1e6 } } },
        {},
      ];
      for (const settings of changes) {
        collector.applyRules(running.rules(settings, [web, shop]));
        await moreAnswers(300);
      }
      await Promise.all(load.map((sender) => sender.stop()));
      assert.deepEqual(
        load.flatMap((sender) => [...sender.refused]),
        [],
      );
      assert.deepEqual(
        load.map((sender) => sender.unanswered),
        load.map(() => 0),
      );
      const acknowledged = load.flatMap((sender) => sender.acknowledged);
      const stored = (await running.records())
        .filter(({ appId }) => appId === 'web')
        .map(({ rid }) => String(rid));
      assert.deepEqual(acknowledged.toSorted(), stored.toSorted());
    } finally {
      await Promise.all(load.map((sender) => sender.stop()));
      await running.stop();
    }
  });

  it('finish what is under way when the collector closes, and seal it', async () => {
    const running = await startCollector();
    let isEnough: (() => void) | null = null;
    const enough = new Promise<void>((resolve) => {
      isEnough = resolve;
    });
    let answers = 0;
    const onAnswer = () => {
      answers++;
      if (answers === 500) isEnough?.();
    };
    const load = Array.from({ length: 16 }, () => new Sender({ port: () => running.port, onAnswer }));
    await enough;
    const closed = running.collector.close();
    await Promise.all([closed, ...load.map((sender) => sender.stop())]);
    const stored = new Set((await running.records()).map(({ rid }) => rid));
    const acknowledged = load.flatMap((sender) => sender.acknowledged);
    assert.deepEqual(
      acknowledged.filter((rid) => !stored.has(rid)),
      [],
    );
    await running.stop();
  });
});
