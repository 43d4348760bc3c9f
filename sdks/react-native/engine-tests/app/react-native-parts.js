// What `react-native` exports, without the views: each export is the file that React Native's index.js names for it.
export { default as AppState } from 'react-native/Libraries/AppState/AppState';
export { default as NativeModules } from 'react-native/Libraries/BatchedBridge/NativeModules';
export { default as DeviceEventEmitter } from 'react-native/Libraries/EventEmitter/RCTDeviceEventEmitter';
export { default as Linking } from 'react-native/Libraries/Linking/Linking';
export { default as I18nManager } from 'react-native/Libraries/ReactNative/I18nManager';
export * as TurboModuleRegistry from 'react-native/Libraries/TurboModule/TurboModuleRegistry';
export { default as BackHandler } from 'react-native/Libraries/Utilities/BackHandler';
export { default as Dimensions } from 'react-native/Libraries/Utilities/Dimensions';
export { default as Platform } from 'react-native/Libraries/Utilities/Platform';
// Links of React Navigation render it; no test does.
export const Text = 'Text';
