// The polyfill that React Native runs first: ErrorUtils.
import '@react-native/js-polyfills/error-guard';
// The JavaScript of an app, as Metro would bundle it: what tests and the conformance driver reach from outside.
import {
  createNavigationContainerRef,
  NavigationContainer,
  StackRouter,
  useNavigationBuilder,
} from '@react-navigation/native';
import { createElement } from 'react';
import { AppState, DeviceEventEmitter, Linking, Platform } from 'react-native';
import { act, create } from 'react-test-renderer';
import * as sdk from '../../index.ts';

globalThis.app = {
  sdk,
  DeviceEventEmitter,
  AppState,
  Linking,
  Platform,
  createElement,
  act,
  create,
  createNavigationContainerRef,
  NavigationContainer,
  StackRouter,
  useNavigationBuilder,
};
