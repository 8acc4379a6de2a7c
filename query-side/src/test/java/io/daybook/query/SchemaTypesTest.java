package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import io.daybook.query.analytics.AnalyticsTables.ReasonKind;
import io.daybook.query.audit.CausalTree;
import io.daybook.schema.fulfilment.FulfilmentPhase;
import io.daybook.schema.fulfilment.FulfilmentStep;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.status.OrderStatus;
import io.daybook.web.access.Role;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The schema and the Java types behind it have the same words, in both directions. */
class SchemaTypesTest {
  private static final GraphQLSchema SCHEMA = SchemaForTests.schema(Map.of());

  private static final Map<String, Class<? extends Enum<?>>> ENUMS =
      Map.of(
          "OrderStatus", OrderStatus.class,
          "CancellationCause", CancellationCause.class,
          "FulfilmentPhase", FulfilmentPhase.class,
          "FulfilmentStep", FulfilmentStep.class,
          "Role", Role.class,
          "CausalKind", CausalTree.Kind.class,
          "ReasonKind", ReasonKind.class,
          "OrderSort", enumType("order.OrderSort"),
          "StockSort", enumType("inventory.StockSort"));

  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          Map.entry("Money", MoneyView.class),
          Map.entry("Address", Address.class),
          Map.entry("Order", type("order.OrderView")),
          Map.entry("OrderLine", type("order.OrderView$Line")),
          Map.entry("Payment", type("order.PaymentView")),
          Map.entry("Shipment", type("order.ShipmentView")),
          Map.entry("OrderSummary", type("order.OrderTables$Summary")),
          Map.entry("OrderSummaryLine", type("order.OrderTables$SummaryLine")),
          Map.entry("OrderDiff", type("order.OrderDiff")),
          Map.entry("FieldChange", type("order.OrderDiff$FieldChange")),
          Map.entry("FieldStep", type("order.OrderDiff$FieldStep")),
          Map.entry("EventOrigin", EventOrigin.class),
          Map.entry("EventReference", EventReference.class),
          Map.entry("LogPosition", type("LogPositionQuery$LogPosition")),
          Map.entry("LogSeal", type("LogPositionQuery$LogSeal")),
          Map.entry("TimelineEntry", type("order.Timeline$Entry")),
          Map.entry("StockLevel", type("inventory.StockQueries$StockLevel")),
          Map.entry("StockReservation", type("inventory.Reservations$StockReservation")),
          Map.entry("StockMovement", type("inventory.StockQueries$StockMovement")),
          Map.entry("Product", type("catalog.ProductQueries$Product")),
          Map.entry("ProductVersion", type("catalog.ProductQueries$ProductVersion")),
          Map.entry("Fulfilment", type("fulfilment.FulfilmentQueries$Fulfilment")),
          Map.entry("ParkedAction", type("fulfilment.FulfilmentQueries$ParkedAction")),
          Map.entry("Count", type("fulfilment.FulfilmentStatisticsQuery$Count")),
          Map.entry(
              "FulfilmentStatistics",
              type("fulfilment.FulfilmentStatisticsQuery$FulfilmentStatistics")),
          Map.entry("OrderChange", type("order.OrderHistoryTable$OrderChange")),
          Map.entry("FulfilmentChange", type("fulfilment.FulfilmentQueries$FulfilmentChange")),
          Map.entry("SalesDay", type("analytics.AnalyticsTables$SalesDay")),
          Map.entry("FunnelDay", type("analytics.AnalyticsTables$FunnelDay")),
          Map.entry("ReasonCount", type("analytics.AnalyticsTables$ReasonCount")),
          Map.entry("ShopAt", type("order.ShopAtQuery$ShopAt")),
          Map.entry("StatusesAt", type("order.StatusHistoryQuery$StatusesAt")),
          Map.entry("StepTimes", type("fulfilment.StepTimesQuery$StepTimes")),
          Map.entry("StatusCount", type("order.ShopAtQuery$StatusCount")),
          Map.entry("CausalTree", CausalTree.class),
          Map.entry("CausalNode", CausalTree.Node.class),
          Map.entry("Projection", type("projection.ProjectionQueries$Projection")),
          Map.entry("ShopTotals", type("order.ShopAtQuery$ShopTotals")));

  /** What other methods answer than the type's own. */
  private static final Set<String> ANSWERED_ELSEWHERE =
      Set.of(
          "Order.timeline",
          "TimelineEntry.payload",
          "TimelineEntry.origin",
          "EventReference.payload",
          "EventReference.origin",
          "OrderSummary.lines",
          "Fulfilment.parked");

  /** What the types have for themselves. */
  private static final Set<String> NOT_SHOWN =
      Set.of(
          "Order.orderTotal",
          "Payment.last",
          "Payment.held",
          "Payment.taken",
          "Payment.paidBack",
          "Shipment.last",
          "OrderSummary.asOfPosition",
          "OrderSummaryLine.orderId");

  @Test
  void every_enum_has_the_words_of_its_java_type() {
    var enums =
        SCHEMA.getAllTypesAsList().stream()
            .filter(GraphQLEnumType.class::isInstance)
            .map(GraphQLEnumType.class::cast)
            .filter(type -> !type.getName().startsWith("__"))
            .toList();
    assertThat(enums).extracting(GraphQLEnumType::getName).containsAll(ENUMS.keySet());
    for (var type : enums) {
      assertThat(ENUMS).as("the Java type of an enum").containsKey(type.getName());
      assertThat(type.getValues().stream().map(value -> value.getName()))
          .as(type.getName())
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(ENUMS.get(type.getName()).getEnumConstants()).map(Enum::name).toList());
    }
  }

  @Test
  void every_field_has_a_method_that_answers_it_and_nothing_is_kept_back_unknowingly() {
    for (var type : objects()) {
      var java = TYPES.get(type.getName());
      assertThat(java).as("the Java type of " + type.getName()).isNotNull();
      assertThat(new TreeSet<>(fields(type)))
          .as(type.getName())
          .containsExactlyElementsOf(new TreeSet<>(answers(type.getName(), java)));
    }
  }

  private static List<GraphQLObjectType> objects() {
    return SCHEMA.getAllTypesAsList().stream()
        .filter(GraphQLObjectType.class::isInstance)
        .map(GraphQLObjectType.class::cast)
        .filter(type -> !type.getName().startsWith("__"))
        .filter(type -> !type.getName().matches("Query|Subscription|PageInfo|.*Connection|.*Edge"))
        .toList();
  }

  private static Set<String> fields(GraphQLObjectType type) {
    return type.getFieldDefinitions().stream()
        .map(GraphQLFieldDefinition::getName)
        .filter(field -> !ANSWERED_ELSEWHERE.contains(type.getName() + "." + field))
        .collect(Collectors.toSet());
  }

  private static Set<String> answers(String type, Class<?> java) {
    return Arrays.stream(java.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getParameterCount() == 0)
        .map(method -> method.getName())
        .filter(name -> !Set.of("toString", "hashCode").contains(name))
        .filter(name -> !NOT_SHOWN.contains(type + "." + name))
        .collect(Collectors.toSet());
  }

  @SuppressWarnings("unchecked") // only names of enums come here
  private static Class<? extends Enum<?>> enumType(String name) {
    return (Class<? extends Enum<?>>) type(name);
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("io.daybook.query." + name);
    } catch (ClassNotFoundException gone) {
      throw new IllegalStateException(gone);
    }
  }
}
