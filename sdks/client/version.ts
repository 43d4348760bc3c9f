/** Release of all JavaScript SDKs. */
export const version = '0.1.0';
