import { testConformance, testExactlyOnce } from '@millstream/sdk-conformance';
import { bundleSdk } from '../bundle.ts';
import { WechatDriver } from '../conformance/wechat-driver.ts';

const script = await bundleSdk();
testConformance(new WechatDriver(script));
testExactlyOnce(new WechatDriver(script));
