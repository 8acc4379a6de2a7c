package io.daybook.app.door;

import static io.daybook.app.door.Shape.number;
import static io.daybook.app.door.Shape.object;
import static io.daybook.app.door.Shape.optional;
import static io.daybook.app.door.Shape.required;
import static io.daybook.app.door.Shape.text;
import static io.daybook.app.door.Shape.word;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every endpoint of the platform, and what each part of a request to it may be. */
final class Endpoints {
  static final List<String> SKUS = List.of("FUZZ-1", "FUZZ-2", "FUZZ.3_x", "f".repeat(40));
  private static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";

  private static final Shape SKU = word(SKUS, "f".repeat(41), "-x", "a/b", ".", "x;y");
  private static final Shape QUANTITY = number(1, 100_000);
  private static final Shape REASON = text(200);
  private static final Shape LONG_REASON = text(500);
  private static final Shape ADDRESS =
      object(
          required("recipient", text(200)),
          required("street", text(200)),
          required("city", text(200)),
          required("postalCode", text(20)),
          required("country", word(List.of("GB", "DE", "JE"), "XX", "ZZ", "gb", "GBR", "UK")));
  private static final Shape PRODUCT =
      object(required("sku", SKU), required("name", REASON), required("price", Shape.money()));
  static final Shape ORDER =
      object(
          required("customerId", word(List.of("ada", "A@b.c-d_e", "c".repeat(64)), "c".repeat(65))),
          required(
              "lines",
              new Shape.Items(object(required("sku", SKU), required("quantity", QUANTITY)), 1000)),
          required("deliveryAddress", ADDRESS),
          required("paymentToken", word(List.of("tok_visa", "t".repeat(128)), "t".repeat(129))),
          optional("expectedTotal", Shape.money()),
          optional("orderedAt", Shape.pastInstant()));
  private static final Shape RETURN =
      object(
          required(
              "lines",
              new Shape.Items(
                  object(
                      required("sku", SKU),
                      required("quantity", QUANTITY),
                      required(
                          "disposition", word(List.of("RESTOCK", "WRITE_OFF"), "restock", "0"))),
                  1000)));

  private static final Parameter KEY =
      Parameter.header("Idempotency-Key", List.of("k", "\u00e9", "k".repeat(200)))
          .but("", "  ", "k".repeat(201));
  private static final Parameter OF_ORDER = id("order-", "id");
  private static final Parameter OF_FULFILMENT = id("order-", "orderId");
  private static final Parameter OF_SHIPMENT = id("shipment-", "id");
  private static final Parameter OF_SKU = Parameter.path("sku", SKUS).but("a b", "-x", "ä");
  private static final Parameter OF_MODEL =
      Parameter.path("name", List.of("stock", "catalog", "order-history")).but("x", "STOCK");
  private static final Parameter OF_PROCESSOR =
      Parameter.path("name", List.of("stock", "outside-calls")).but("x", "__config");
  private static final Parameter OF_GENERATION =
      Parameter.path("number", List.of("1", "2", "999999999")).but("x", "1.5", "9999999999", "-1");
  private static final Parameter FIRST =
      Parameter.query("first", List.of("1", "200")).but("0", "201", "-1", "1.5", "1E2", "٣");
  private static final Parameter OF_LETTER =
      Parameter.path("id", List.of(UNKNOWN)).but("'", "x".repeat(3000));

  /** The endpoints by method and pattern. */
  static final Map<String, Endpoint> ALL =
      Map.ofEntries(
          Endpoint.of("POST /api/products").body(PRODUCT),
          Endpoint.of("POST /api/products/bulk")
              .body(object(required("lines", new Shape.Lines(PRODUCT, 1000)))),
          Endpoint.of("PUT /api/products/{sku}/name", OF_SKU)
              .body(object(required("name", REASON))),
          Endpoint.of("PUT /api/products/{sku}/price", OF_SKU)
              .body(object(required("price", Shape.money()))),
          Endpoint.of("POST /api/products/{sku}/discontinuation", OF_SKU).rarely().reason(REASON),
          Endpoint.of("POST /api/stock/{sku}/receipts", OF_SKU)
              .body(
                  object(
                      required("receiptId", text(100)),
                      required("quantity", number(1, 1_000_000_000)))),
          Endpoint.of("POST /api/stock/receipts/bulk")
              .body(
                  object(
                      required(
                          "lines",
                          new Shape.Lines(
                              object(
                                  required("sku", SKU),
                                  required("receiptId", text(100)),
                                  required("quantity", number(1, 1_000_000_000))),
                              1000)))),
          Endpoint.of("POST /api/stock/{sku}/adjustments", OF_SKU)
              .body(
                  object(
                      required("countedOnHand", number(0, 1_000_000_000)),
                      required("reason", REASON))),
          Endpoint.of("GET /api/orders/{id}", OF_ORDER).noBody(),
          Endpoint.of("GET /api/products/{sku}", OF_SKU).noBody(),
          Endpoint.of("POST /api/orders", KEY).body(ORDER),
          Endpoint.of("PUT /api/orders/{id}/address", OF_ORDER).body(ADDRESS),
          Endpoint.of("POST /api/orders/{id}/cancellation", OF_ORDER).reason(LONG_REASON),
          Endpoint.of("POST /api/orders/{id}/returns", OF_ORDER, KEY).body(RETURN),
          Endpoint.of("POST /api/shipments/{id}/dispatch", OF_SHIPMENT).noBody(),
          Endpoint.of("POST /api/shipments/{id}/delivery", OF_SHIPMENT).noBody(),
          Endpoint.of("POST /api/operations/fulfilments/{orderId}/resume", OF_FULFILMENT).noBody(),
          Endpoint.of("POST /api/operations/fulfilments/{orderId}/skip", OF_FULFILMENT)
              .body(
                  object(
                      required(
                          "action",
                          word(List.of("CAPTURE_PAYMENT", "VOID_PAYMENT"), "capture", "3", "X")),
                      required("reason", LONG_REASON))),
          Endpoint.of("POST /api/operations/fulfilments/{orderId}/cancel", OF_FULFILMENT)
              .reason(LONG_REASON),
          Endpoint.of("POST /api/operations/fulfilments/resume")
              .body(
                  object(
                      optional("port", word(List.of("PAYMENT", "MAIL"), "mail", "0", "X")),
                      optional("action", word(List.of("VOID_PAYMENT"), "void", "3")),
                      optional(
                          "since",
                          new Shape.Value(
                              List.of("\"2024-01-01T00:00:00Z\""),
                              List.of("1700000000", "\"+300000-01-01T00:00:00Z\""))),
                      optional(
                          "limit",
                          new Shape.Value(
                              List.of("1", "1000"), List.of("0", "1001", "1.0", "\"1\""))))),
          Endpoint.of("GET /api/operations/processors", FIRST).noBody(),
          Endpoint.of("GET /api/operations/processors/{name}/segments", OF_PROCESSOR).noBody(),
          Endpoint.of("PUT /api/operations/processors/{name}/segments", OF_PROCESSOR)
              .rarely()
              .body(object(required("number", number(1, 64)))),
          Endpoint.of("GET /api/operations/projections").noBody(),
          Endpoint.of("POST /api/operations/projections/{name}/rebuild", OF_MODEL)
              .rarely()
              .noBody(),
          Endpoint.of("GET /api/operations/projections/{name}", OF_MODEL).noBody(),
          Endpoint.of("POST /api/operations/projections/{name}/pause", OF_MODEL).rarely().noBody(),
          Endpoint.of("POST /api/operations/projections/{name}/resume", OF_MODEL).noBody(),
          Endpoint.of("POST /api/operations/projections/{name}/cancel", OF_MODEL).rarely().noBody(),
          Endpoint.of("POST /api/operations/projections/{name}/rollback", OF_MODEL)
              .rarely()
              .noBody(),
          Endpoint.of("POST /api/operations/projections/{name}/verification", OF_MODEL)
              .rarely()
              .noBody(),
          Endpoint.of(
                  "GET /api/operations/projections/{name}/verifications/{number}",
                  OF_MODEL,
                  OF_GENERATION)
              .noBody(),
          Endpoint.of(
                  "DELETE /api/operations/projections/{name}/generations/{number}",
                  OF_MODEL,
                  OF_GENERATION)
              .rarely()
              .noBody(),
          Endpoint.of(
                  "GET /api/operations/projections/{name}/dead-letters",
                  OF_MODEL,
                  FIRST,
                  Parameter.query("limit", List.of("1", "200"))
                      .but("0", "201", "-1", "1.5", "1E2", "٣", "99999999999"),
                  Parameter.query("after", List.of("MTp4")).but("x", "OjE", "eDp4", "!", "8J+YgA"))
              .noBody(),
          Endpoint.of(
                  "GET /api/operations/projections/{name}/dead-letters/{id}", OF_MODEL, OF_LETTER)
              .noBody(),
          Endpoint.of(
                  "POST /api/operations/projections/{name}/dead-letters/{id}/retry",
                  OF_MODEL,
                  OF_LETTER)
              .noBody(),
          Endpoint.of("POST /api/operations/projections/{name}/dead-letters/retry", OF_MODEL)
              .noBody(),
          Endpoint.of(
                  "DELETE /api/operations/projections/{name}/dead-letters/{id}",
                  OF_MODEL,
                  OF_LETTER,
                  Parameter.query("reason", List.of("r", "😀")).but("", "  ", "r".repeat(501)))
              .noBody(),
          Endpoint.of("POST /api/operations/reconciliations")
              .rarely()
              .body(object(optional("since", Shape.pastInstant()))),
          Endpoint.of("GET /api/operations/reconciliations", FIRST).noBody(),
          Endpoint.of("GET /api/operations/reconciliations/{id}", id("reconciliation-", "id"))
              .noBody(),
          Endpoint.of("GET /problems").noBody(),
          Endpoint.of(
                  "GET /problems/{name}",
                  Parameter.path("name", List.of("overloaded", "not-found")).but("x", "OVERLOADED"))
              .noBody(),
          Endpoint.of("GET /api/operations/log/verification").rarely().noBody(),
          Endpoint.of(
                  "POST /api/webhooks/payments",
                  Parameter.header("Stripe-Signature", List.of())
                      .but("t", "t=", "t=1", "t=1,v1", "t=1,v1=", "=", ",", "v1=00", "t=x,v1=0")
                      .but("t=99999999999999999999,v1=00", "t=1,v1=" + "0".repeat(9), ""))
              .body(object(required("id", REASON), optional("data", REASON))),
          Endpoint.of("POST /graphql")
              .body(
                  object(
                      required(
                          "query",
                          word(List.of("{__typename}", "query q {product(sku: \\\"x\\\") {sku}}"))),
                      optional("extensions", new Shape.Anything()),
                      optional("variables", new Shape.Anything()))));

  private Endpoints() {}

  private static Parameter id(String prefix, String name) {
    return Parameter.path(name, List.of(prefix + UNKNOWN, prefix + UUID.randomUUID()))
        .but(prefix + "1-1-1-1-1", prefix, UNKNOWN, "nonsense", prefix + UNKNOWN + "0", "'");
  }

  /** Of a body, nothing is said where {@code body} is null: what is sent is not looked at. */
  static @Nullable Endpoint of(String methodAndPattern) {
    return ALL.get(methodAndPattern);
  }
}
