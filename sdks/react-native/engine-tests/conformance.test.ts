import { testConformance } from '@millstream/sdk-conformance';
import { ReactNativeDriver } from '../conformance/driver.ts';

testConformance(new ReactNativeDriver());
