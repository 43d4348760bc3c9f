/** Where events go: the collect address of your server, and the id of the app in the console. */
module.exports = {
  appId: 'tea-shop',
  endpoint: 'https://collect.example.com/collect',
};
