// The sections of the back office, in the order of the menu. A section has a name, a heading, a view of the data that it
// has loaded, and a load that fetches it; optionally `open` and `close`, which start and end its work.

import { shop } from '../common/live.js';
import { audit } from './audit.js';
import { backup } from './backup.js';
import { books } from './books.js';
import { clock } from './clock.js';
import { coupons } from './coupons.js';
import { deliveries } from './deliveries.js';
import { keys } from './keys.js';
import { orders } from './orders.js';
import { overview } from './overview.js';
import { products } from './products.js';
import { sales } from './sales.js';
import { server } from './server.js';
import { users } from './users.js';

const ALWAYS = [overview, orders, products, coupons, users, deliveries, sales, books, backup, audit, keys, server];

/** Only test mode can move the clock. */
export function sections() {
  return shop()?.testMode ? [...ALWAYS, clock] : ALWAYS;
}
