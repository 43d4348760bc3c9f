const { ClickstreamAnalytics } = require('./clickstream-wx.js');
const settings = require('./settings.js');

// Before App(), so that the app and its pages are watched from the first moment.
ClickstreamAnalytics.init({ ...settings, autoTrackMPShare: true, debug: true });

App({
  globalData: { cart: [] },
});
