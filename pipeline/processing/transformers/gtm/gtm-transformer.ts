import { decodeBody } from '../../clean/decode-body.ts';
import type { TrafficRulesOfApp } from '../../traffic/load-traffic-rules.ts';
import { createUrlReader } from '../../urls/url-reader.ts';
import { createThirdPartyTransformer, type ThirdPartySettings } from '../third-party/third-party-intake.ts';
import type { Transformer } from '../transformer.ts';
import { readGtmEvent } from './gtm-event.ts';

/** Makes the transformer of Google Tag Manager server containers, which post their event data as JSON. */
export function createGtmTransformer(
  settings: ThirdPartySettings,
  rulesOfApp: TrafficRulesOfApp,
): Transformer {
  const readUrl = createUrlReader();
  return createThirdPartyTransformer(settings, {
    decode: decodeBody,
    readElement(element) {
      const rules = settings.trafficSourceEnrichment ? rulesOfApp(element.record.appId) : null;
      return readGtmEvent(element, { readUrl, rules });
    },
  });
}
