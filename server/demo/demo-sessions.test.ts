import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sessionId } from './client-session.ts';
import type { DemoEvent } from './demo-event.ts';
import { demoHistory } from './demo-history.ts';
import { readLine } from './demo-reading.ts';

const endMs = Date.UTC(2026, 2, 1, 12);
const viewNames = new Set(['_page_view', '_screen_view']);

/** Events by session, in the order of their time; equal times keep the order of sending. */
let sessions = new Map<string, DemoEvent[]>();

describe('sessions of the demo shop', () => {
  before(() => {
    sessions = new Map();
    const seen = new Set<string>();
    for (const line of demoHistory({ seed: 21, endMs, targetEvents: 20_000 })) {
      for (const event of readLine(line).events) {
        if (seen.has(event.event_id)) continue;
        seen.add(event.event_id);
        const id = String(event.attributes._session_id);
        const events = sessions.get(id) ?? [];
        events.push(event);
        sessions.set(id, events);
      }
    }
    for (const [id, events] of sessions) {
      // Only whole sessions: requests after the end of the history are not in it.
      if (!events.some((event) => event.event_type === '_session_start')) sessions.delete(id);
      events.sort((one, other) => one.timestamp - other.timestamp);
    }
  });

  it('names sessions by pseudo id and start, and counts their time', () => {
    assert.ok(sessions.size > 800, `${sessions.size} sessions`);
    for (const [id, events] of sessions) {
      for (const event of events) {
        const { _session_start_timestamp, _session_duration, _session_number } = event.attributes;
        assert.equal(_session_duration, event.timestamp - Number(_session_start_timestamp));
        assert.ok(Number(_session_number) >= 1);
        if (event.event_type === '_session_start') {
          assert.equal(id, sessionId(event.unique_id, event.timestamp));
          assert.equal(_session_start_timestamp, event.timestamp);
        }
      }
    }
  });

  it('opens each session once, with one entrance view', () => {
    for (const [id, events] of sessions) {
      const starts = events.filter((event) => event.event_type === '_session_start');
      assert.equal(starts.length, 1, id);
      const views = events.filter((event) => viewNames.has(event.event_type));
      const entrances = views.filter((view) => view.attributes._entrances === 1);
      assert.ok(entrances.length <= 1, id);
      if (views[0]?.attributes._previous_timestamp === undefined) assert.equal(entrances[0], views[0], id);
    }
  });

  it('tells on each view when the one before was shown and how long it had attention', () => {
    let checked = 0;
    for (const events of sessions.values()) {
      const views = events.filter((event) => viewNames.has(event.event_type));
      for (const [index, view] of views.entries()) {
        const previous = views[index - 1];
        if (previous === undefined || view.attributes._previous_timestamp !== previous.timestamp) continue;
        checked += 1;
        const engagementMs = Number(view.attributes._engagement_time_msec ?? 0);
        assert.ok(engagementMs <= view.timestamp - previous.timestamp);
      }
    }
    assert.ok(checked > 1_500, `${checked} views checked`);
  });

  it('counts the sessions of a device upwards', () => {
    const lastNumber = new Map<string, number>();
    const inOrder = [...sessions.values()].flatMap(
      (events) => events.find((event) => event.event_type === '_session_start') ?? [],
    );
    inOrder.sort((one, other) => one.timestamp - other.timestamp);
    for (const start of inOrder) {
      const number = Number(start.attributes._session_number);
      const last = lastNumber.get(start.device_id);
      assert.ok(last === undefined || number > last, start.device_id);
      lastNumber.set(start.device_id, number);
    }
  });

  it('sends all user attributes with a profile, and the user id only while logged in', () => {
    let profiles = 0;
    for (const events of sessions.values()) {
      for (const event of events) {
        if (event.event_type !== '_profile_set' || event.user._user_id === undefined) continue;
        profiles += 1;
        assert.ok(event.user.tier !== undefined && event.user.favourite_category !== undefined);
      }
    }
    assert.ok(profiles > 50, `${profiles} profiles`);
  });
});
