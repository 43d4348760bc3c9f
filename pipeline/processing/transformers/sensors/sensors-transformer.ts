import { createThirdPartyTransformer, type ThirdPartySettings } from '../third-party/third-party-intake.ts';
import type { Transformer } from '../transformer.ts';
import { decodeSensorsBody } from './sensors-body.ts';
import { readSensorsEvent } from './sensors-event.ts';

/** Makes the transformer of Sensors clients. Their events have no session id, hence no sessions, and no items. */
export function createSensorsTransformer(settings: ThirdPartySettings): Transformer {
  return createThirdPartyTransformer(settings, { decode: decodeSensorsBody, readElement: readSensorsEvent });
}
