import { tried } from './tried.ts';
import type { WxApi, WxSystemInfo } from './wx-api.ts';

function systemInfo(wx: WxApi): WxSystemInfo {
  // Base libraries from 2.20.1 on have three calls in place of the one, which warns there.
  if (wx.getDeviceInfo && wx.getWindowInfo && wx.getAppBaseInfo)
    return {
      ...tried(() => wx.getDeviceInfo?.()),
      ...tried(() => wx.getWindowInfo?.()),
      ...tried(() => wx.getAppBaseInfo?.()),
    };
  return tried(() => wx.getSystemInfoSync?.()) ?? {};
}

/** Facts of device, WeChat and mini program, at the top level of each event; read once, they cost a call into WeChat each. */
export function deviceFacts(wx: WxApi): Readonly<Record<string, unknown>> {
  const info = systemInfo(wx);
  const app = tried(() => wx.getAccountInfoSync?.())?.miniProgram;
  const [osName = '', osVersion = ''] = (info.system ?? '').split(' ');
  const [language, country] = (info.language ?? '').split('_');
  const pixels = (points: number | undefined): number => Math.round((points ?? 0) * (info.pixelRatio ?? 1));
  return {
    os_name: osName || (info.platform ?? ''),
    os_version: osVersion,
    brand: info.brand ?? '',
    model: info.model ?? '',
    locale: info.language ?? '',
    system_language: language || 'UNKNOWN',
    country_code: country || 'UNKNOWN',
    screen_width: pixels(info.screenWidth),
    screen_height: pixels(info.screenHeight),
    app_version: app?.version ?? '',
    app_package_name: app?.appId ?? '',
    wechat_version: info.version ?? '',
    wechat_sdk_version: info.SDKVersion ?? '',
  };
}
