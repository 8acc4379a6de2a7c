package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.web.access.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be asked for an order on its page. */
class ConsoleOrderActionsIT extends ConsoleOrderForTests {

  @Test
  void a_clerk_cancels_an_order_and_sees_it_undone() {
    var order = picked("CON-D-");
    var clerk = Visitor.signedIn(port, "clerk-2", Role.CLERK);
    var path = "/console/orders/" + order;
    var asked = clerk.post(path + "/cancellation", "reason", "changed <b>my</b> mind");
    assertThat(Visitor.location(asked)).endsWith(path);
    assertThat(clerk.page(path)).contains("The cancellation is asked for");
    awaitStatus(order, "CANCELLED");
    assertThat(clerk.page(path))
        .contains(
            "class=\"undone\"><span class=\"sign\" aria-hidden=\"true\">↶</span> <span class=\"label\">Money taken")
        .contains("changed &lt;b&gt;my&lt;/b&gt; mind")
        .doesNotContain("Cancel the order");
  }

  @Test
  void what_is_wrong_with_a_form_is_said_at_its_field() {
    var order = picked("CON-E-");
    var clerk = Visitor.signedIn(port, "clerk-2", Role.CLERK);
    var path = "/console/orders/" + order;
    var blank = clerk.post(path + "/cancellation", "reason", " ");
    assertThat(blank.statusCode()).isEqualTo(400);
    assertThat(blank.body()).contains("id=\"reason-fault\"").contains("aria-invalid=\"true\"");
    var nowhere =
        clerk.post(
            path + "/address",
            "recipient",
            "Ada",
            "street",
            "1 Street",
            "city",
            "Town",
            "postalCode",
            "1",
            "country",
            "Atlantis");
    assertThat(nowhere.body()).contains("id=\"country-fault\"");
    assertThat(clerk.post(path + "/address", "recipient", "Ada").statusCode()).isEqualTo(400);
  }

  @Test
  void an_address_is_changed_by_a_form() {
    var order = picked("CON-F-");
    var ada = Visitor.signedIn(port, "ada", Role.CUSTOMER);
    var path = "/console/orders/" + order;
    var asked =
        ada.post(
            path + "/address",
            "recipient",
            "Ada",
            "street",
            "2 New Street",
            "city",
            "Bath",
            "postalCode",
            "BA1",
            "country",
            "GB");
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(302);
    await().until(() -> ada.page(path).contains("<bdi>2 New Street</bdi>"));
  }

  @Test
  void goods_that_came_back_are_taken_back_by_the_warehouse() {
    var order = picked("CON-G-");
    var sku = sku(order);
    var shipment = order.replace("order-", "shipment-");
    post("/api/shipments/" + shipment + "/dispatch", Map.of());
    awaitStatus(order, "SHIPPED");
    var warehouse = Visitor.signedIn(port, "w", Role.WAREHOUSE);
    var path = "/console/orders/" + order;
    assertThat(warehouse.page(path)).contains("Take goods back");
    var back = new String[] {"sku", sku, "quantity", "1", "disposition", "RESTOCK", "key", "a-key"};
    assertThat(warehouse.post(path + "/returns", back).statusCode()).isEqualTo(302);
    assertThat(warehouse.post(path + "/returns", back).statusCode()).isEqualTo(302);
    awaitStatus(order, "PARTLY_RETURNED");
  }
}
