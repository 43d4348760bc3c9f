/** Where events go: the app id and the collect address that the console shows for the app. */
export const settings = { appId: 'shop', endpoint: 'https://collect.example.com/collect' } as const;
