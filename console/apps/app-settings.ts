import { z } from 'zod';

const text = z.string().max(1024);

/** What a call or a file may say of an app; absent = as it is, or the default of a new app. */
export const appSettingsSchema = z.strictObject({
  name: z.string().min(1).max(255).optional(),
  timeZone: z.string().optional(),
  weekStart: z.enum(['monday', 'sunday']).optional(),
  strictIntegrity: z.boolean().optional(),
  enabled: z.boolean().optional(),
  description: text.optional(),
  androidPackage: text.optional(),
  iosBundleId: text.optional(),
  iosAppStoreId: text.optional(),
});
