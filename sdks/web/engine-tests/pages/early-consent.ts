// The script of a page that tells the person's consent before it starts the SDK.
import { type Consent, millstream, type WebConfiguration } from '../../index.ts';

declare const settings: WebConfiguration & { readonly told: Consent };

Object.assign(window, { millstream });
millstream.track('early');
millstream.setConsent(settings.told);
millstream.init(settings);
