const { ClickstreamAnalytics } = require('../../clickstream-wx.js');
const teas = require('../../teas.js');

Page({
  data: { tea: null },

  onLoad({ id }) {
    this.setData({ tea: teas.find((tea) => tea.id === id) });
  },

  onBuy() {
    const { tea } = this.data;
    getApp().globalData.cart.push(tea);
    ClickstreamAnalytics.record({
      name: 'add_to_cart',
      attributes: { _value: tea.price, _currency: 'CNY' },
      items: [{ ...tea, currency: 'CNY', quantity: 1 }],
    });
    wx.navigateBack();
  },
});
