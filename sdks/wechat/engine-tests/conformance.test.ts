import { testConformance } from '@millstream/sdk-conformance';
import { bundleSdk } from '../bundle.ts';
import { WechatDriver } from '../conformance/wechat-driver.ts';

testConformance(new WechatDriver(await bundleSdk()));
