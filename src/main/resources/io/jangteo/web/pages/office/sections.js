// The sections of the back office, in the order of the way to them. A section has a name, a heading, a view of what it
// has loaded, and a load that fetches it; `open` and `close` where it has something to begin and to end.

import { shop } from '../common/live.js';
import { backup } from './backup.js';
import { books } from './books.js';
import { clock } from './clock.js';
import { coupons } from './coupons.js';
import { deliveries } from './deliveries.js';
import { orders } from './orders.js';
import { overview } from './overview.js';
import { products } from './products.js';
import { sales } from './sales.js';
import { users } from './users.js';

const ALWAYS = [overview, orders, products, coupons, users, deliveries, sales, books, backup];

/** The clock can be moved in test mode only. */
export function sections() {
  return shop()?.testMode ? [...ALWAYS, clock] : ALWAYS;
}
