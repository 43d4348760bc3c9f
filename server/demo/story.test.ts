import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { dayMs } from './calendar.ts';
import { demoHistory } from './demo-history.ts';
import { readLine } from './demo-reading.ts';

const endMs = Date.UTC(2026, 2, 1, 12);

interface Session {
  readonly day: number;
  readonly platform: string;
  readonly pseudoId: string;
  readonly appVersion: string;
  readonly source: string;
  readonly names: Set<string>;
}

let sessions: Session[] = [];

function share(of: (session: Session) => boolean, which: (session: Session) => boolean): number {
  const chosen = sessions.filter(which);
  return chosen.filter(of).length / chosen.length;
}

function perDay(name: string, from: number, to: number): number {
  const chosen = sessions.filter(({ day, names }) => day >= from && day <= to && names.has(name));
  return chosen.length / (to - from + 1);
}

/** Share of new devices that are back on this day after their first, of those whose day is over. */
function returnShare(platform: string, dayAfter: number): number {
  const activeDays = new Map<string, Set<number>>();
  for (const { pseudoId, day } of sessions) {
    activeDays.set(pseudoId, (activeDays.get(pseudoId) ?? new Set()).add(day));
  }
  const fresh = sessions.filter(
    (session) =>
      session.platform === platform && session.names.has('_first_open') && session.day + dayAfter < 0,
  );
  const back = fresh.filter(({ pseudoId, day }) => activeDays.get(pseudoId)?.has(day + dayAfter));
  return back.length / fresh.length;
}

describe('the story of the demo shop', () => {
  before(() => {
    const byId = new Map<string, Session>();
    for (const line of demoHistory({ seed: 1, endMs, targetEvents: 120_000 })) {
      const { record, events } = readLine(line);
      if (/bot|spider/i.test(String(record.ua))) continue;
      for (const event of events) {
        const id = String(event.attributes._session_id);
        const known = byId.get(id) ?? {
          day: Math.floor((event.timestamp - endMs) / dayMs),
          platform: event.platform,
          pseudoId: event.unique_id,
          appVersion: String(event.app_version ?? ''),
          source: String(event.attributes._page_url ?? ''),
          names: new Set<string>(),
        };
        known.names.add(event.event_type);
        byId.set(id, known);
      }
    }
    sessions = [...byId.values()];
  });

  it('sells to 2 to 5 of 100 web sessions and to more of the apps', () => {
    const bought = (session: Session) => session.names.has('purchase');
    const web = share(bought, ({ platform }) => platform === 'Web');
    const apps = share(bought, ({ platform }) => platform !== 'Web');
    assert.ok(web > 0.02 && web < 0.05, `${web}`);
    assert.ok(apps > web && apps < 0.1, `${apps}`);
  });

  it('grows', () => {
    assert.ok(perDay('_session_start', -7, -1) > 1.15 * perDay('_session_start', -30, -24));
  });

  it('sells more during the festival', () => {
    const festival = perDay('purchase', -14, -10);
    const told = `${festival} a day, ${perDay('purchase', -30, -15)} before, ${perDay('purchase', -9, -1)} after`;
    assert.ok(
      festival > 1.6 * perDay('purchase', -30, -15) && festival > 1.2 * perDay('purchase', -9, -1),
      told,
    );
  });

  it('brings many visitors from the video campaign who rarely buy', () => {
    const isBurst = ({ source }: Session) => source.includes('utm_source=tiktok');
    assert.ok(sessions.filter(isBurst).length > 50);
    assert.ok(share(({ names }) => names.has('purchase'), isBurst) < 0.015);
    assert.ok(sessions.filter(isBurst).every(({ day }) => day >= -22 && day <= -16));
  });

  it('crashes in the bad Android release and hardly ever else', () => {
    const crashed = (session: Session) => session.names.has('_app_exception');
    const isBad = ({ platform, appVersion }: Session) => platform === 'Android' && appVersion === '3.4.0';
    const bad = share(crashed, isBad);
    const others = share(crashed, (session) => session.platform !== 'Web' && !isBad(session));
    assert.ok(bad > 0.04 && others < 0.01, `${bad} and ${others}`);
  });

  it('turns more web checkouts into orders after the relaunch', () => {
    const paid = (session: Session) => session.names.has('purchase');
    const checkouts = (from: number, to: number) => (session: Session) =>
      session.platform === 'Web' &&
      session.day >= from &&
      session.day <= to &&
      session.names.has('begin_checkout');
    assert.ok(share(paid, checkouts(-7, -1)) > 1.08 * share(paid, checkouts(-30, -9)));
  });

  it('keeps users of the apps better than those of the web, and loses some every day', () => {
    for (const platform of ['Web', 'Android', 'iOS']) {
      assert.ok(returnShare(platform, 1) > returnShare(platform, 7), platform);
      assert.ok(returnShare(platform, 7) > returnShare(platform, 21), platform);
    }
    assert.ok(returnShare('Android', 1) > 1.3 * returnShare('Web', 1));
    assert.ok(returnShare('iOS', 7) > 1.3 * returnShare('Web', 7));
  });
});
