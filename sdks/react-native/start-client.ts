import { type ClientCore, createClient, type Started, type StateStore } from '@millstream/sdk-client';
import { createCampaign } from './collection/campaign.ts';
import { createExceptionRecorder } from './collection/exceptions.ts';
import { firstLink } from './collection/first-link.ts';
import { createLifecycle, isBehind } from './collection/lifecycle.ts';
import { followNetwork } from './collection/network.ts';
import { createScreens, type Screens } from './collection/screens.ts';
import { forgetVersions, recordUpdates } from './collection/versions.ts';
import type { ClickstreamConfiguration } from './configuration.ts';
import type { Device } from './device/device.ts';
import { factFields, givenFacts } from './device/given-facts.ts';
import { createChunkedStore } from './storage/chunked-event-store.ts';
import { openFirstMoments } from './storage/first-moments.ts';
import { openStateCache, type StateCache } from './storage/state-cache.ts';
import { createTransport } from './transport.ts';

/** What a client starts from. */
export interface StartParts {
  readonly configuration: ClickstreamConfiguration;
  /** Facts that all instances share: the device id. */
  readonly shared: () => Promise<StateCache>;
  /** Begins the keys of this instance. */
  readonly prefix: string;
  /** The clock, or the time that a call was meant for. */
  now(): number;
}

/** A started client and what belongs to it. */
export interface Running {
  readonly core: ClientCore;
  /** Settings as they are now. */
  readonly settings: Readonly<ClickstreamConfiguration>;
  screens(): Screens;
  change(changes: Partial<ClickstreamConfiguration>): void;
  followLink(url: string): void;
  stored(): Promise<void>;
}

const sendLimits = { maxEvents: 100, maxBytes: 524_288, maxRequests: 3 } as const;
const sendIntervalMs = 10_000;
const androidBytes = 4_194_304;
const otherBytes = 52_428_800;
const platformNames: Readonly<Record<string, string>> = { ios: 'iOS', android: 'Android' };
const deviceKey = 'device';

function divided(own: StateCache, shared: StateCache): StateStore {
  const of = (key: string): StateCache => (key === deviceKey ? shared : own);
  return { get: (key) => of(key).get(key), set: (key, value) => of(key).set(key, value) };
}

/** Reads what is stored, then starts to collect. */
export async function startClient(device: Device, parts: StartParts): Promise<Running> {
  const { configuration, prefix } = parts;
  const settings: ClickstreamConfiguration = { ...configuration };
  const [own, shared, facts, initialUrl] = await Promise.all([
    openStateCache(device.storage, `${prefix}/state/`),
    parts.shared(),
    givenFacts(device, configuration),
    firstLink(device),
  ]);
  const written = async (): Promise<void> => {
    await Promise.all([own.written(), shared.written()]);
  };
  const log = (message: string, detail?: unknown): void => {
    if (settings.isLogEvents) device.log(message, detail);
  };
  const chunks = createChunkedStore({
    storage: device.storage,
    prefix: `${prefix}/events/`,
    maxBytes: settings.maxStoredBytes ?? (device.os === 'android' ? androidBytes : otherBytes),
    onDropped: (count) =>
      device.log(`Clickstream: dropped the ${count} oldest events: the space for waiting events is used up`),
    onRoom() {
      own.retry();
      shared.retry();
    },
  });
  const state = divided(own, shared);
  const firstMoments = await openFirstMoments(state, chunks);
  const lifecycle = createLifecycle(device);
  const fields = factFields(facts);
  let core: ClientCore | null = null;
  let screens: Screens | null = null;
  let isFirstStart = true;
  const campaign = createCampaign({
    state,
    sessionId: () => core?.getSessionId() ?? null,
    isHidden: lifecycle.isHidden,
    mayStore: () => core?.mayStore() ?? false,
  });
  const network = followNetwork(settings.netInfo, () => core?.wake());

  const hearLink = (url: string | null | undefined): void => {
    if (url && settings.isTrackDeepLinks !== false) campaign.follow(url);
  };
  hearLink(initialUrl);
  const stored = async (): Promise<void> => {
    await core?.stored();
    await written();
  };
  const exceptions = createExceptionRecorder(device, () =>
    settings.isTrackAppExceptionEvents ? core : null,
  );
  const onStart = (started: ClientCore): Started => {
    core = started;
    screens ??= createScreens(started);
    exceptions.hear();
    const links = device.linking.addEventListener('url', ({ url }) => hearLink(url));
    const following = lifecycle.follow(started, screens);
    return {
      begin() {
        if (isFirstStart) {
          isFirstStart = false;
          if (firstMoments.isCutShort) started.recordPreset('_first_open', {});
          const { app_version: app, os_version: os = device.facts().os_version } = fields;
          recordUpdates(started, app, typeof os === 'string' ? os : undefined);
        }
        following.begin();
      },
      stop() {
        links.remove();
        following.stop();
      },
    };
  };

  const client = createClient(
    {
      name: platformNames[device.os] ?? device.os,
      sdkName: 'millstream-react-native',
      state,
      store: firstMoments.store,
      limits: sendLimits,
      now: parts.now,
      elapsed: device.elapsed,
      after: device.after,
      random: device.random,
      uuid: device.uuid,
      deviceId: () => facts.deviceId || device.uuid(),
      facts: () => ({
        ...device.facts(),
        network_type: network.type(),
        ...fields,
        // Without consent to store ids none goes out either.
        ...(facts.advertisingId && core?.mayStore() && { device_unique_id: facts.advertisingId }),
      }),
      attributes: () => screens?.attributes() ?? {},
      defaults: campaign.attributes,
      isOnline: network.isOnline,
      send: createTransport(device, {
        isCompressing: () => settings.isCompressEvents !== false,
        cookie: () => settings.authCookie,
        written,
      }),
      log,
    },
    { sendEventsInterval: sendIntervalMs, ...configuration, sendMode: 'Batch' },
    {
      onStart,
      startsHidden: isBehind(device),
      onPurge() {
        campaign.forget();
        firstMoments.forget();
        forgetVersions(state);
      },
    },
  );
  core = client;
  screens ??= createScreens(client);
  const current = screens;

  return {
    core: client,
    settings,
    screens: () => current,
    change({
      sendEventsInterval,
      sessionTimeoutDuration,
      maxStoredBytes,
      consent,
      netInfo,
      deviceFacts,
      ...changes
    }) {
      Object.assign(settings, changes);
      client.updateConfigure(changes);
      exceptions.hear();
    },
    followLink: campaign.follow,
    stored,
  };
}
