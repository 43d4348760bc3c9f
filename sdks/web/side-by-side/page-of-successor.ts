import { ClickstreamAnalytics } from '../clickstream.ts';
import { drivePage } from '../conformance/page-driver.ts';

drivePage(ClickstreamAnalytics);
