package io.daybook.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PaymentToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.DigestUtils;

/** What is in the read tables follows from the log, and not from where its pages end. */
class PageSizesIT {
  /**
   * Written by the projections before they wrote pages, when each event sent its statements by
   * itself; but for one fulfilment, which a late refusal of stock brought back after its end.
   */
  private static final Path APPROVED = Path.of("src/test/resources/golden/read-tables.txt");

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 200})
  void pages_of_any_size_give_the_tables_that_are_approved(int size) throws IOException {
    try (var projections = new ProjectionsForTests()) {
      projections.project(HistoriesInOneLog.shuffled(0), size);
      var digests =
          projections.tables().entrySet().stream()
              .map(
                  table ->
                      "%s %d %s%n"
                          .formatted(
                              table.getKey(),
                              table.getValue().size(),
                              DigestUtils.md5DigestAsHex(
                                  String.join("\n", table.getValue())
                                      .getBytes(StandardCharsets.UTF_8))))
              .collect(Collectors.joining());
      assertThat(digests).isEqualTo(Files.readString(APPROVED));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void pages_of_any_size_give_the_same_tables_however_the_histories_meet(int seed) {
    var log = HistoriesInOneLog.shuffled(seed);
    try (var one = new ProjectionsForTests();
        var seven = new ProjectionsForTests();
        var many = new ProjectionsForTests()) {
      one.project(log, 1);
      seven.project(log, 7);
      many.project(log, 200);
      assertThat(seven.tables()).isEqualTo(one.tables());
      assertThat(many.tables()).isEqualTo(one.tables());
    }
  }

  @Test
  void a_page_costs_a_few_statements_whatever_is_in_it() {
    try (var projections = new ProjectionsForTests()) {
      for (var model : ReadModel.values()) {
        projections.sent.clear();
        projections.page(model, HistoriesInOneLog.shuffled(0));
        assertThat(projections.sent).as(model.title()).hasSizeBetween(2, 5);
      }
    }
  }

  @Test
  void a_page_in_which_nothing_concerns_a_read_model_costs_it_nothing() {
    var orders =
        HistoriesInOneLog.shuffled(0).stream()
            .filter(event -> event.getPayload() instanceof OrderPlaced)
            .toList();
    try (var projections = new ProjectionsForTests()) {
      projections.page(ReadModel.STOCK, orders);
      projections.page(ReadModel.CATALOG, orders);
      assertThat(projections.sent).isEmpty();
    }
  }

  @Test
  void a_page_of_very_large_orders_is_written_in_parts_and_none_is_lost() {
    var orders = IntStream.range(0, 21).mapToObj(PageSizesIT::orderOfAThousandLines).toList();
    try (var projections = new ProjectionsForTests()) {
      projections.page(ReadModel.ORDER_HISTORY, orders);
      assertThat(
              projections.sent.stream()
                  .filter(sql -> sql.contains("into order_history_g1.order_l")))
          .hasSize(3);
      assertThat(projections.tables().get("order_history.order_line")).hasSize(21_000);
      assertThat(projections.tables().get("order_history.order_summary")).hasSize(21);
      assertThat(projections.tables().get("order_history.timeline")).hasSize(21);
    }
  }

  private static EventMessage<?> orderOfAThousandLines(int number) {
    var price = Money.parse("GBP 2.50");
    var placed =
        new OrderPlaced(
            new OrderId(new UUID(2, number)),
            new CustomerId("ada"),
            IntStream.range(0, 1_000)
                .mapToObj(line -> new OrderLine(new Sku("SKU-" + line), 1, price))
                .toList(),
            price.multipliedBy(1_000),
            new Address("Ada", "12 St James Square", "London", "SW1Y", "GB"),
            new PaymentToken("tok_visa"),
            Instant.EPOCH);
    return new GenericTrackedDomainEventMessage<>(
        new GlobalSequenceTrackingToken(number),
        new GenericDomainEventMessage<>("Order", placed.orderId().toString(), 0, placed));
  }

  @Test
  void a_page_that_comes_again_moves_no_sum() {
    var log = HistoriesInOneLog.shuffled(0);
    try (var projections = new ProjectionsForTests()) {
      projections.project(log, 200);
      var before = projections.tables();
      projections.page(ReadModel.ORDER_HISTORY, log);
      projections.page(ReadModel.STOCK, log);
      assertThat(projections.tables()).isEqualTo(before);
    }
  }
}
