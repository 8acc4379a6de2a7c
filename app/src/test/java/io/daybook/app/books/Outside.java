package io.daybook.app.books;

import io.daybook.sandbox.SandboxServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the provider, the carrier and the mail server have in their own books. */
public record Outside(SandboxServer sandbox) {

  public List<JsonNode> intents() throws Exception {
    var all = new ArrayList<JsonNode>();
    String after = "";
    boolean more = true;
    while (more) {
      var page = ask("/v1/payment_intents?limit=100" + after);
      page.path("data").forEach(all::add);
      more = page.path("has_more").asBoolean();
      after = "&starting_after=" + (all.isEmpty() ? "" : all.getLast().path("id").asString());
    }
    return all;
  }

  public List<JsonNode> bookings() throws Exception {
    return ask("/carrier/bookings").valueStream().toList();
  }

  public List<JsonNode> mails() throws Exception {
    return ask("/mails").valueStream().toList();
  }

  private JsonNode ask(String path) throws Exception {
    return Web.get(URI.create("http://localhost:" + sandbox.port() + path));
  }
}
