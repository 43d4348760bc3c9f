import { decodeBody } from '../../clean/decode-body.ts';
import type { TrafficRulesOfApp } from '../../traffic/load-traffic-rules.ts';
import type { Transformer } from '../transformer.ts';
import { createEventIntake, type EventIntakeSettings } from './event-intake.ts';

/** Makes the transformer of the project's own clients: the body holds events of the event protocol. */
export function createClickstreamTransformer(
  settings: EventIntakeSettings,
  rulesOfApp: TrafficRulesOfApp,
): Transformer {
  const takeEvents = createEventIntake(settings, rulesOfApp);
  return function transformClickstream(record, output, run) {
    const body = decodeBody(record.data);
    if (body.kind === 'undecodable') output.rejectRecord(body.reason, body.detail);
    else takeEvents({ record, events: body.events, texts: body.texts }, output, run);
  };
}
