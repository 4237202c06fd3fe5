package io.jangteo.product;

import static io.jangteo.product.ProductRefusals.PRODUCT_NOT_FOUND;
import static io.jangteo.product.ProductRefusals.outOfStock;

import io.jangteo.database.Database;
import io.jangteo.database.Engine;
import io.jangteo.database.Page;
import io.jangteo.database.Search;
import io.jangteo.database.SortedPage;
import io.jangteo.database.Tx;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.problem.Refusals;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/** The products and their stocks. Every change of a stock leaves a movement with its reason, in the same commit. */
public final class Products {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final StockMarks marks;
    private final AtomicLong version = new AtomicLong();

    /** @param stockLow the stock that counts as low when it falls to it; 0 for none */
    public Products(Database database, Outbox outbox, int stockLow) {
        this.database = database;
        this.marks = new StockMarks(outbox, stockLow);
    }

    /**
     * Returns a product on sale.
     *
     * @throws io.jangteo.problem.Problem {@code PRODUCT_NOT_FOUND}, also for one that is not on sale
     */
    public ShopProduct get(long id) {
        return database.readOne(handle -> ProductSql.find(handle, id))
                .filter(Product::onSale)
                .map(Products::inShop)
                .orElseThrow(PRODUCT_NOT_FOUND::problem);
    }

    /** Returns the first products on sale without stock, by id. */
    public List<SoldOutProduct> soldOut(Handle handle, int limit) {
        return ProductListSql.soldOut(handle, limit);
    }

    /** Returns the products on sale with the least stock, of those that have some but no more than the given one. */
    public List<LowProduct> low(Handle handle, long stockMax, int limit) {
        return ProductListSql.low(handle, stockMax, limit);
    }

    /** Returns the products on sale in the order of their ids. */
    public ShopProductPage list(Search search, Page page) {
        List<ShopProduct> fetched = database.read(handle -> ProductSearch.found(handle, search, ProductSort.ID)
                .map(found -> found.stream()
                        .filter(product -> product.onSale() && product.id() > page.afterOrFirst())
                        .sorted(ProductSort.ID.comparator())
                        .limit(page.limitPlusOne())
                        .map(Products::inShop)
                        .toList())
                .orElseGet(() -> ProductListSql.onSale(handle, search, page)));
        return page.of(fetched, ShopProduct::id, ShopProductPage::new);
    }

    private static ShopProduct inShop(Product product) {
        return new ShopProduct(product.id(), product.name(), product.price(), product.stock());
    }

    /**
     * Returns a product, on sale or not.
     *
     * @throws io.jangteo.problem.Problem {@code PRODUCT_NOT_FOUND}
     */
    public Product getAny(long id) {
        return database.read(handle -> require(handle, id));
    }

    /**
     * Returns products, on sale or not.
     *
     * @param reference of the only one to list; all of them if empty
     * @param onSale whether those to list are on sale; either if empty
     * @param counted whether to say on the first page how many there are
     */
    public ProductPage listAll(
            Optional<String> reference,
            Search search,
            Optional<Boolean> onSale,
            ProductSort sort,
            boolean counted,
            SortedPage page) {
        if (reference.isPresent()) {
            Optional<Product> named = database.read(handle -> ProductSql.ofReference(handle, reference.get()))
                    .filter(product -> product.onSale() == onSale.orElse(product.onSale()))
                    .filter(product -> search.matchesName(product.name()) || product.id() == search.id());
            return new ProductPage(
                    named.stream().toList(), counted ? named.stream().count() : null, null);
        }
        List<Boolean> sought = onSale.map(List::of).orElse(List.of(true, false));
        return database.read(handle -> {
            Optional<List<Product>> found = ProductSearch.found(handle, search, sort)
                    .map(named -> named.stream()
                            .filter(product -> sought.contains(product.onSale()))
                            .toList());
            List<Product> fetched = found.map(List::stream)
                    .orElseGet(() -> sought.stream()
                            .flatMap(each -> ProductSearch.walked(handle, search, each, sort, page).stream()))
                    .filter(product -> sort.isAfter(product, page))
                    .sorted(sort.comparator())
                    .limit(page.limitPlusOne())
                    .toList();
            Long total = counted ? page.total(fetched, found, search, () -> ProductSearch.count(handle, sought)) : null;
            return page.of(
                    fetched,
                    sort::key,
                    Product::id,
                    (products, nextCursor) -> new ProductPage(products, total, nextCursor));
        });
    }

    /**
     * Returns a product's stock movements, newest first.
     *
     * @throws io.jangteo.problem.Problem {@code PRODUCT_NOT_FOUND}
     */
    public StockMovementPage movements(long id, Page page) {
        List<StockMovement> fetched = database.read(handle -> {
            require(handle, id);
            return StockSql.movementsOf(handle, id, page);
        });
        return page.of(fetched, StockMovement::id, StockMovementPage::new);
    }

    /**
     * Creates a product, which is on sale at once.
     *
     * @throws io.jangteo.problem.Problem {@code REFERENCE_TAKEN} if another product has the reference
     */
    public Product create(Tx tx, NewProduct wanted) {
        Product product = ProductSql.insert(tx.handle(), wanted, tx.now())
                .orElseThrow(() -> Refusals.referenceTaken(
                        ProductSql.ofReference(tx.handle(), Objects.requireNonNull(wanted.reference()))
                                .orElseThrow()
                                .id()));
        move(tx, product, StockMovementKind.INITIAL, product.stock(), "created");
        return product;
    }

    /**
     * Changes name and price for future orders, and whether there may be any. Waits for the orders that hold the
     * product. Returns empty, and changes nothing, if it is like that already.
     *
     * @throws io.jangteo.problem.Problem {@code PRODUCT_NOT_FOUND}
     */
    public Optional<Product> change(Tx tx, long id, ProductChange change) {
        require(tx.handle(), id);
        Optional<Product> changed = ProductSql.change(tx.handle(), id, change);
        if (changed.isPresent()) {
            ProductSql.stamp(tx.handle(), RANDOM.nextLong());
            tx.afterCommit(this::changed);
        }
        return changed;
    }

    /**
     * Adds units to a stock or takes them away, other than for an order.
     *
     * @param delta units, not 0
     * @throws io.jangteo.problem.Problem {@code PRODUCT_NOT_FOUND}; {@code OUT_OF_STOCK} below 0;
     *     {@code MALFORMED_REQUEST} above 1,000,000,000
     */
    public Product adjustStock(Tx tx, long id, long delta, String reason) {
        return changeStock(tx, id, StockMovementKind.ADJUST, delta, NewProduct.STOCK_MAX, reason);
    }

    /**
     * Returns an order's units to the stock.
     *
     * @param kind {@code CANCEL}, {@code EXPIRE} or {@code REFUND}
     * @param quantity units, at least 1
     */
    public Product giveBack(Tx tx, long id, StockMovementKind kind, long quantity, String reference) {
        return changeStock(tx, id, kind, quantity, Long.MAX_VALUE, reference);
    }

    /**
     * Returns the product in this snapshot or transaction.
     *
     * @throws io.jangteo.problem.Problem {@code PRODUCT_NOT_FOUND}
     */
    public Product require(Handle handle, long id) {
        return ProductSql.find(handle, id).orElseThrow(PRODUCT_NOT_FOUND::problem);
    }

    /** Returns the products with these ids, in the order of the ids; omits ids without a product. */
    public Map<Long, Product> find(Handle handle, Collection<Long> ids) {
        Map<Long, Product> found = new LinkedHashMap<>();
        for (long id : ids) {
            ProductSql.find(handle, id).ifPresent(product -> found.put(id, product));
        }
        return found;
    }

    /** Locks those of the products that exist until the transaction ends, in the order of their ids. */
    public Stocks lock(Tx tx, Collection<Long> ids) {
        return new Stocks(ProductSql.lock(tx.handle(), ids), marks);
    }

    /**
     * Locks products as {@link #lock} does, but does not read them: where others could change them meanwhile, so that
     * all times after this are times under the locks.
     */
    public void hold(Tx tx, Collection<Long> ids) {
        if (Engine.of(tx.handle()) == Engine.POSTGRES) {
            ProductSql.lock(tx.handle(), ids);
        }
    }

    /** Returns the order's stock movements in this snapshot, oldest first. */
    public List<StockMovement> movementsOfOrder(Handle handle, String reference) {
        return StockSql.movementsOfOrder(handle, reference);
    }

    /**
     * Returns a random number that is another one after any process of the shop changed a product's name, price or
     * sale, in the same commit.
     */
    public long stamp(Handle handle) {
        return ProductSql.stamp(handle);
    }

    /**
     * Returns a version that grows whenever this process changed a product's name, price or sale, so that its own
     * caches can check it without a look at the database.
     */
    public long version() {
        return version.get();
    }

    /** Raises the version because all products may have changed: the whole shop was exchanged. */
    public void changed() {
        version.incrementAndGet();
    }

    private Product changeStock(Tx tx, long id, StockMovementKind kind, long delta, long max, String reference) {
        Product product =
                ProductSql.changeStock(tx.handle(), id, delta, max).orElseThrow(() -> cannotChangeStock(tx, id, delta));
        move(tx, product, kind, delta, reference);
        marks.tell(tx, List.of(new StockMarks.Fall(product, product.stock() - delta, product.stock())));
        return product;
    }

    private RuntimeException cannotChangeStock(Tx tx, long id, long delta) {
        Product product = require(tx.handle(), id);
        return delta < 0
                ? outOfStock(product, product.stock())
                : Refusals.malformed("delta", "a stock of at most " + NewProduct.STOCK_MAX + " units");
    }

    private static void move(Tx tx, Product product, StockMovementKind kind, long delta, String reference) {
        Stocks.NewMovement movement = new Stocks.NewMovement(product.id(), kind, delta, product.stock(), reference);
        StockSql.insertMovements(tx.handle(), List.of(movement), tx.now());
    }
}
