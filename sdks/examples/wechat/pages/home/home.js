const { ClickstreamAnalytics } = require('../../clickstream-wx.js');
const teas = require('../../teas.js');

Page({
  data: { teas },

  onLogin() {
    ClickstreamAnalytics.setUserId('customer-42');
    ClickstreamAnalytics.setUserAttributes({ level: 'gold' });
  },

  onOpen({ currentTarget }) {
    wx.navigateTo({ url: `/pages/item/item?id=${currentTarget.dataset.id}` });
  },

  onShareAppMessage() {
    return { title: 'Good teas', path: '/pages/home/home' };
  },
});
