import { minify } from 'terser';

/**
 * Names between the parts of the SDK, which get one letter each in what is published: neither an app nor a browser knows
 * them, and none is stored. All files give a name the same letter, since they share objects; new names go to the end.
 */
export const internalNames: readonly string[] = [
  'codes',
  'defaults',
  'elapsed',
  'enter',
  'enterSession',
  'exclusively',
  'facts',
  'failed',
  'forgive',
  'globals',
  'hasDeviceId',
  'isClosing',
  'isKnown',
  'isOn',
  'isOnline',
  'isStored',
  'kept',
  'maxBytes',
  'maxEvents',
  'maxRequests',
  'maxValueLength',
  'mayStore',
  'onPurge',
  'onStart',
  'recordPreset',
  'renew',
  'renewSession',
  'reserved',
  'retryAfter',
  'maxNewNames',
  'sdkName',
  'soon',
  'stored',
  'tellTabs',
  'timeoutMs',
  'touch',
  'unblock',
  'violations',
  'waitMs',
  'startsHidden',
  'prepare',
  'configuration',
  'persist',
  'write',
  'limits',
  'uuid',
  'restart',
  'queue',
  'read',
  'begin',
  'reset',
];

// Without q, by which pages know the calls that wait for the script.
const letters = 'abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

const shortNames = (): Record<string, string> =>
  Object.fromEntries(internalNames.map((name, index) => [`$${name}`, letters.charAt(index)]));

/** Makes a minified script smaller still. @param isModule false for a file that is no ES module */
export async function shrinkScript(text: string, isModule: boolean): Promise<string> {
  const { code } = await minify(text, {
    module: isModule,
    toplevel: true,
    ecma: 2020,
    compress: { passes: 3, unsafe_arrows: true },
    // Some are names of the browser too, which the SDK does not use.
    mangle: { properties: { builtins: true, regex: new RegExp(`^(${internalNames.join('|')})$`) } },
    nameCache: { props: { props: shortNames() } },
  });
  if (code === undefined) throw new TypeError('The script came out empty.');
  return code;
}
