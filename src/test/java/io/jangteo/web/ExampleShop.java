package io.jangteo.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records and routes of every shape that a feature may use, for tests of the documents made from them. */
final class ExampleShop {
    static final Refusal OUT_OF_STOCK = new Refusal("OUT_OF_STOCK", 409);
    static final Refusal GOODS_NOT_FOUND = new Refusal("GOODS_NOT_FOUND", 404);

    private ExampleShop() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Fixed.class, name = "FIXED"),
        @JsonSubTypes.Type(value = Percent.class, name = "PERCENT")
    })
    sealed interface Cut {}

    record Fixed(long amount) implements Cut {}

    record Percent(int percent, @Nullable Long maxAmount) implements Cut {}

    enum Kind {
        FRESH,
        DRIED
    }

    record NewGoods(
            String name,
            long price,
            @Nullable JsonNode origin,

            @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT) @Nullable
            JsonNode points,

            @Nullable Cut cut,
            List<Line> lines) {
        record Line(long goodsId, int quantity) {}
    }

    record Goods(
            long id,
            String name,
            Kind kind,
            boolean open,
            @Nullable Cut cut,
            List<Line> lines,
            Map<String, Long> unitsByDay,
            Instant createdAt,
            @Nullable Instant paidAt,
            LocalDate day,
            Duration validity,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String explanation) {
        record Line(long goodsId, String name, int quantity) {}
    }

    record BestGoods(long goodsId) {}

    record GoodsPage(List<Goods> goods, @Nullable String nextCursor) {}

    record Counted(int counted) {}

    static List<Route> routes() {
        return List.of(
                Route.get(Route.API + "/goods")
                        .named("listGoods", "Lists the goods.")
                        .access(Route.Access.ANYONE)
                        .paged()
                        .query("from", "date", "The first day")
                        .replies(GoodsPage.class)
                        .reads(request -> new GoodsPage(List.of(), null)),
                Route.get(Route.API + "/goods/{goodsId}")
                        .named("findGoods", "Finds goods.")
                        .access(Route.Access.SHOPPER)
                        .replies(Goods.class)
                        .refuses(GOODS_NOT_FOUND)
                        .reads(request -> goods(request.id("goodsId"))),
                Route.get(Route.API + "/goods/best")
                        .named("bestGoods", "The best of all.")
                        .access(Route.Access.ANYONE)
                        .replies(BestGoods.class)
                        .reads(request -> new BestGoods(1)),
                Route.post(Route.ADMIN + "/goods")
                        .named("createGoods", "Takes goods into the shop.")
                        .access(Route.Access.ADMIN)
                        .body(NewGoods.class)
                        .creates(Goods.class, goods -> Route.API + "/goods/" + goods.id())
                        .refuses(OUT_OF_STOCK)
                        .writes((request, tx) -> goods(1)),
                Route.post(Route.ADMIN + "/ranking/{date}")
                        .named("rank", "Ranks a day.")
                        .access(Route.Access.ADMIN)
                        .replies(GoodsPage.class)
                        .acts(request -> new GoodsPage(List.of(), null)),
                Route.get(Route.ADMIN + "/count")
                        .named("countGoods", "Counts the goods.")
                        .access(Route.Access.ADMIN)
                        .replies(GoodsPage.class)
                        .repliesLater(Counted.class)
                        .reads(request -> new Later(new Counted(1), 2)));
    }

    static Goods goods(long id) {
        return new Goods(
                id,
                "김",
                Kind.DRIED,
                true,
                new Percent(10, null),
                List.of(new Goods.Line(1, "김", 2)),
                Map.of("2026-11-21", 3L),
                Instant.parse("2026-11-22T00:00:00Z"),
                null,
                LocalDate.parse("2026-11-22"),
                Duration.ofHours(24),
                null);
    }
}
