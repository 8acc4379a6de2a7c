package io.daybook.app.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's software: endpoints by path, each of which answers as it is told to. */
public final class ReceiverForTests implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, List<Message>> accepted = new ConcurrentHashMap<>();
  private final Map<String, List<Message>> all = new ConcurrentHashMap<>();
  private final Map<String, ToIntFunction<Message>> answers = new ConcurrentHashMap<>();

  /** A message as it came. */
  public record Message(String id, String timestamp, String signature, String body) {

    /** What it says. */
    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    public String type() {
      return json().path("type").asString();
    }

    public String subject() {
      return json().path("subject").asString();
    }

    public long position() {
      return Long.parseLong(json().path("position").asString());
    }
  }

  /** Begins to listen on the loopback interface. */
  public ReceiverForTests() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  /** The address of an endpoint. */
  public String url(String name) {
    return "http://localhost:" + server.getAddress().getPort() + "/" + name;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** From now on an endpoint answers with the status that is told of each message. */
  public void answer(String name, ToIntFunction<Message> status) {
    answers.put(name, status);
  }

  /** What an endpoint has answered with 2xx, in the order of its coming. */
  public List<Message> accepted(String name) {
    return List.copyOf(accepted.getOrDefault(name, List.of()));
  }

  /** Everything that came to an endpoint. */
  public List<Message> all(String name) {
    return List.copyOf(all.getOrDefault(name, List.of()));
  }

  /** The messages that an endpoint has accepted, each where it came first. */
  public List<Message> first(String name) {
    var seen = new ArrayList<String>();
    return accepted(name).stream()
        .filter(one -> !seen.contains(one.id()) && seen.add(one.id()))
        .toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var name = exchange.getRequestURI().getPath().substring(1);
      var headers = exchange.getRequestHeaders();
      var message =
          new Message(
              headers.getFirst("webhook-id"),
              headers.getFirst("webhook-timestamp"),
              headers.getFirst("webhook-signature"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      all.computeIfAbsent(name, _ -> new CopyOnWriteArrayList<>()).add(message);
      var status = answers.getOrDefault(name, _ -> 204).applyAsInt(message);
      if (status / 100 == 2) {
        accepted.computeIfAbsent(name, _ -> new CopyOnWriteArrayList<>()).add(message);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
