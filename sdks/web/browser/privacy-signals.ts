import type { WebConfiguration } from '../configuration.ts';

const hasPrivacySignal = (): boolean =>
  navigator.doNotTrack === '1' ||
  ('globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true);

/** Takes the browser's refusal for that of the person, where the site wants it so. */
export const withPrivacySignals = (configuration: WebConfiguration): WebConfiguration =>
  configuration.respectPrivacySignals && hasPrivacySignal()
    ? { ...configuration, consent: 'denied' }
    : configuration;
