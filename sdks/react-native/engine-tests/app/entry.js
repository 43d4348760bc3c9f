// The JavaScript of an app, as Metro would bundle it: what tests and the conformance driver reach from outside.
import '@react-native/js-polyfills/error-guard';
import * as sdk from '@millstream/analytics-react-native';
import AsyncStorage from '@react-native-async-storage/async-storage';
import { DeviceEventEmitter } from 'react-native';
import { mountNavigation } from './navigation-demo.js';

globalThis.app = {
  sdk,
  AsyncStorage,
  DeviceEventEmitter,
  ErrorUtils: globalThis.ErrorUtils,
  mountNavigation,
};
