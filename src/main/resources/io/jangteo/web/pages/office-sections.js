// The sections of the back office, in the order of the way to them. A section has a name, a heading, a view of what it
// has loaded, and a load that fetches it; `open` and `close` where it has something to begin and to end.
import { shop } from './live.js';
import { backup } from './office-backup.js';
import { books } from './office-books.js';
import { clock } from './office-clock.js';
import { coupons } from './office-coupons.js';
import { deliveries } from './office-deliveries.js';
import { orders } from './office-orders.js';
import { overview } from './office-overview.js';
import { products } from './office-products.js';
import { sales } from './office-sales.js';
import { users } from './office-users.js';

const ALWAYS = [overview, orders, products, coupons, users, deliveries, sales, books, backup];

/** The clock can be moved in test mode only. */
export function sections() {
  return shop()?.testMode ? [...ALWAYS, clock] : ALWAYS;
}
