package io.daybook.lab.platform;

import io.daybook.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the provider, the carrier and the mail server have in their own books. */
public final class OutsideBooks {
  private final SandboxServer sandbox;

  OutsideBooks(SandboxServer sandbox) {
    this.sandbox = sandbox;
  }

  /** Payment intents, as the provider lists them. */
  public List<JsonNode> intents() throws IOException, InterruptedException {
    var all = new ArrayList<JsonNode>();
    var after = "";
    var more = true;
    while (more) {
      var page = ask("/v1/payment_intents?limit=100" + after);
      page.path("data").forEach(all::add);
      more = page.path("has_more").asBoolean();
      after = "&starting_after=" + (all.isEmpty() ? "" : all.getLast().path("id").asString());
    }
    return all;
  }

  /** Parcels that the carrier was asked for. */
  public List<JsonNode> bookings() throws IOException, InterruptedException {
    return ask("/carrier/bookings").valueStream().toList();
  }

  /** Mails that have come. */
  public List<JsonNode> mails() throws IOException, InterruptedException {
    return ask("/mails").valueStream().toList();
  }

  private JsonNode ask(String path) throws IOException, InterruptedException {
    var url = URI.create("http://localhost:" + sandbox.port() + path);
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
      return JsonMapper.shared().readTree(answer.body());
    }
  }
}
