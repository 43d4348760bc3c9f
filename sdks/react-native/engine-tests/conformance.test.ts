import { testConformance, testExactlyOnce } from '@millstream/sdk-conformance';
import { ReactNativeDriver } from '../conformance/driver.ts';

const driver = new ReactNativeDriver();
testConformance(driver);
testExactlyOnce(driver);
