import { type ClientCore, createClient, type Started, type StateStore } from '@millstream/sdk-client';
import { createCampaign } from './collection/campaign.ts';
import { hearExceptions } from './collection/exceptions.ts';
import { createLifecycle } from './collection/lifecycle.ts';
import { followNetwork } from './collection/network.ts';
import { createScreens, type Screens } from './collection/screens.ts';
import { forgetVersions, recordUpdates } from './collection/versions.ts';
import type { ClickstreamConfiguration, DeviceFacts } from './configuration.ts';
import type { Device } from './device/device.ts';
import { createChunkedStore } from './storage/chunked-event-store.ts';
import { notingOpenedLast } from './storage/opened-last.ts';
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
/** A crashing app waits for its last request no longer, ms. */
const lastFlushMs = 1_000;
/** Starting waits for the first link no longer, ms. */
const longestLinkMs = 500;
const platformNames: Readonly<Record<string, string>> = { ios: 'iOS', android: 'Android' };
const deviceKey = 'device';

async function givenFacts({ deviceFacts }: ClickstreamConfiguration): Promise<DeviceFacts> {
  try {
    return (typeof deviceFacts === 'function' ? await deviceFacts() : deviceFacts) ?? {};
  } catch {
    return {};
  }
}

function factFields(facts: DeviceFacts): Readonly<Record<string, string>> {
  const fields = {
    app_version: facts.appVersion,
    app_package_name: facts.appPackageName,
    app_title: facts.appTitle,
    os_version: facts.osVersion,
    make: facts.make,
    brand: facts.brand,
    model: facts.model,
    carrier: facts.carrier ?? 'UNKNOWN',
    device_unique_id: facts.advertisingId,
  };
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) if (value) given[name] = value;
  return given;
}

/** The link that started the app. Android may answer late when no activity is there. */
async function firstLink({ linking, after }: Device): Promise<string | null | undefined> {
  let cancel = (): void => undefined;
  const late = new Promise<null>((resolve) => {
    cancel = after(longestLinkMs, () => resolve(null));
  });
  try {
    return await Promise.race([linking.getInitialURL(), late]);
  } catch {
    return null;
  } finally {
    cancel();
  }
}

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
    givenFacts(configuration),
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
    onDropped: (count) => log(`dropped the ${count} oldest events: the space for waiting events is used up`),
  });
  const { state, store } = notingOpenedLast(divided(own, shared), chunks);
  const lifecycle = createLifecycle(device);
  const fields = factFields(facts);
  let core: ClientCore | null = null;
  let screens: Screens | null = null;
  let hearsExceptions = false;
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
  const hearErrors = (): void => {
    if (!settings.isTrackAppExceptionEvents || !device.errorHook || hearsExceptions) return;
    hearsExceptions = true;
    hearExceptions(device.errorHook, async (attributes) => {
      if (!settings.isTrackAppExceptionEvents || !core) return;
      core.recordPreset('_app_exception', attributes);
      const timeUp = new Promise<void>((resolve) => {
        device.after(lastFlushMs, resolve);
      });
      await Promise.race([core.flushEvents(), timeUp]);
    });
  };
  const onStart = (started: ClientCore): Started => {
    core = started;
    screens ??= createScreens(started);
    hearErrors();
    const links = device.linking.addEventListener('url', ({ url }) => hearLink(url));
    const following = lifecycle.follow(started, screens);
    return {
      begin() {
        if (isFirstStart) {
          isFirstStart = false;
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
      store,
      limits: sendLimits,
      now: parts.now,
      elapsed: device.elapsed,
      after: device.after,
      random: device.random,
      uuid: device.uuid,
      deviceId: () => facts.deviceId || device.uuid(),
      facts: () => ({ ...device.facts(), network_type: network.type(), ...fields }),
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
      onPurge() {
        campaign.forget();
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
      hearErrors();
    },
    followLink: campaign.follow,
    stored,
  };
}
