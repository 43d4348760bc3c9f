import { millstream } from '../index.ts';
import { drivePage } from './page-driver.ts';

drivePage(millstream);
