import type { ClientCore } from '@millstream/sdk-client';
import type { Metric } from 'web-vitals';
import type { Tracker } from '../host.ts';

/** Clients that measure: the library cannot be told to stop, so each asks it once. */
const measuring = new WeakSet<ClientCore>();

/** `web_vital` for each of the Core Web Vitals and FCP and TTFB: one of each per page load, with its first final value. */
export const trackWebVitals: Tracker = ({ client, configuration, platform, onPage }) => {
  const measure = (): void => {
    if (!configuration.isTrackWebVitalEvents || measuring.has(client)) return;
    measuring.add(client);
    const reported = new Set<string>();
    const report = ({ id, name, value, delta, rating }: Metric): void => {
      if (!configuration.isTrackWebVitalEvents || reported.has(id)) return;
      reported.add(id);
      client.recordPreset('web_vital', { name, value, rating, delta });
    };
    // In a file of its own: most sites do not ask for this.
    import('web-vitals').then(
      ({ onCLS, onFCP, onINP, onLCP, onTTFB }) => {
        for (const observe of [onCLS, onFCP, onINP, onLCP, onTTFB]) observe(report);
      },
      (error) => platform.log('web vitals could not be loaded', error),
    );
  };
  measure();
  onPage(measure);
};
