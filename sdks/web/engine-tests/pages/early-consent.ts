// The script of a page that tells the person's consent before it starts the SDK.
import { type Consent, millstream, type WebConfiguration } from '../../index.ts';

declare const settings: WebConfiguration & { readonly told: Consent; readonly earlyCalls: number };

Object.assign(window, { millstream });
for (let count = 0; count < settings.earlyCalls; count++) millstream.track('early');
millstream.setConsent(settings.told);
millstream.init(settings);
