// The script of a page that uses the SDK as it comes.
import { millstream, type WebConfiguration } from '../../index.ts';

declare const settings: WebConfiguration;

Object.assign(window, { millstream });
millstream.init(settings);
