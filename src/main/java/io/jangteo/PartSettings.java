package io.jangteo;

import io.jangteo.database.SqliteSettings;
import io.jangteo.order.OrderLimits;
import io.jangteo.point.PointLimits;
import io.jangteo.web.ServerSettings;

/** Each part's own settings, out of the shop's. */
final class PartSettings {
    private PartSettings() {}

    static SqliteSettings database(Config config) {
        return new SqliteSettings(
                config.writeBatchMax(),
                config.writeQueueMax(),
                config.writeQueueWait(),
                config.readers(),
                SqliteSettings.DEFAULT_READ_LIMIT,
                config.inMemory());
    }

    static PointLimits points(Config config) {
        return new PointLimits(config.chargeMin(), config.chargeMax(), config.balanceMax());
    }

    static OrderLimits orders(Config config) {
        return new OrderLimits(
                config.orderLinesMax(), config.lineQuantityMax(), config.orderTtl(), config.pendingOrdersMax());
    }

    static ServerSettings server(Config config) {
        return new ServerSettings(
                config.host(),
                config.port(),
                config.bodyMaxBytes(),
                config.writeQueueMax(),
                config.writeQueueWait(),
                config.stopTimeout());
    }
}
