package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import io.daybook.app.projection.RebuildCommand;
import io.daybook.app.verification.VerifyCommand;
import io.daybook.web.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * docs/access.md is what is so: it names everything that there is at run time, and each of it lets
 * in the roles that it says, and no others.
 */
class AccessTableIT extends PlatformForTests {
  private static final Pattern VERB = Pattern.compile("(?m)^#   \\./daybook ([a-z-]+)");
  private static final String FORBIDDEN = "/problems/forbidden";

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  @Autowired PathMappedEndpoints endpoints;

  @AfterEach
  void forgetTheToken() {
    System.clearProperty("daybook.token");
  }

  @Test
  void every_mapping_of_http_is_in_the_table_and_nothing_else() {
    var there = new TreeSet<String>();
    mappings
        .getHandlerMethods()
        .forEach(
            (mapping, _) ->
                mapping
                    .getMethodsCondition()
                    .getMethods()
                    .forEach(
                        method ->
                            mapping
                                .getPatternValues()
                                .forEach(pattern -> there.add(method + " " + pattern))));
    there.add("POST /graphql");
    var told = new TreeSet<>(AccessTable.of("HTTP").keySet());
    told.addAll(AccessTable.of("Console").keySet());
    AccessTable.pairs("HTTP").keySet().stream()
        .filter(open -> open.matches(".* /(api/|problems|console/(not-)?signed).*"))
        .forEach(told::add);
    assertThat(told).isEqualTo(there);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void each_address_lets_in_whom_the_table_names(Role role) {
    var wrong = new ArrayList<String>();
    AccessTable.of("HTTP")
        .forEach(
            (what, allowed) -> {
              var reply = ask(what, bearer("somebody", role));
              if (allowed.contains(role) != isLetIn(reply)) {
                wrong.add(what + " answers " + role + " " + reply);
              }
            });
    assertThat(wrong).isEmpty();
  }

  @Test
  void without_a_token_every_address_answers_401_and_says_how_to_ask() {
    for (var what : AccessTable.of("HTTP").keySet()) {
      var reply = ask(what, "");
      assertThat(reply.status()).as(what).isEqualTo(401);
      assertThat(reply.body().path("type").asString()).isEqualTo("/problems/unauthenticated");
    }
  }

  @Test
  void every_endpoint_of_actuator_is_in_the_table_and_lets_in_whom_it_names() {
    var table = AccessTable.of("Actuator");
    var there = new TreeSet<String>();
    endpoints.forEach(endpoint -> there.add(endpoint.getRootPath()));
    assertThat(new TreeSet<>(table.keySet())).isEqualTo(there);
    table.forEach(
        (what, allowed) -> {
          for (var role : Role.values()) {
            var reply = ask("GET /actuator/" + what, bearer("somebody", role));
            assertThat(isLetIn(reply)).as(what + " as " + role).isEqualTo(allowed.contains(role));
          }
        });
    assertThat(ask("GET /actuator/metrics", "").status()).isEqualTo(401);
    assertThat(ask("GET /actuator/health/readiness", "").status()).isEqualTo(200);
  }

  @Test
  void what_is_nowhere_is_refused_to_everybody() {
    for (var what :
        List.of("GET /api/nothing", "GET /actuator", "GET /actuator/env", "GET /error")) {
      assertThat(ask(what, bearer("tester")).status()).as(what).isEqualTo(403);
      assertThat(ask(what, "").status()).as(what).isEqualTo(401);
    }
  }

  @Test
  void another_method_than_there_is_is_told_to_those_who_may_ask_there() {
    assertThat(ask("GET /api/orders", bearer("clerk", Role.CLERK)).status()).isEqualTo(405);
    assertThat(ask("GET /api/orders", bearer("carrier", Role.CARRIER)).status()).isEqualTo(403);
  }

  @Test
  void every_verb_of_the_command_line_is_in_the_table() throws IOException {
    var verbs = new TreeSet<String>();
    VERB.matcher(Files.readString(Path.of("..", "daybook")))
        .results()
        .forEach(verb -> verbs.add(verb.group(1)));
    assertThat(new TreeSet<>(AccessTable.pairs("Command line").keySet())).isEqualTo(verbs);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void a_verb_is_refused_to_whom_the_table_does_not_name(Role role) {
    System.setProperty("daybook.token", IssuerForTests.token("somebody", role));
    var table = AccessTable.pairs("Command line");
    var url = List.of("--url", "http://localhost:" + port);
    var said = new ByteArrayOutputStream();
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    var unused = VerifyCommand.run(url, out);
    var name = role.name().toLowerCase(Locale.ROOT);
    assertThat(said.toString(StandardCharsets.UTF_8).contains("This is for"))
        .isEqualTo(!name.equals(table.get("verify")));
    said.reset();
    unused = RebuildCommand.run(List.of("nothing", url.getFirst(), url.getLast()), out, false);
    assertThat(said.toString(StandardCharsets.UTF_8).contains("This is for"))
        .isEqualTo(!name.equals(table.get("rebuild")));
  }

  private Reply ask(String what, String authorization) {
    var words = what.split(" ", 2);
    var path =
        words[1]
            .replace("{sku}", "NOTHING")
            .replace("{id}", idOf(words[1]))
            .replace("{orderId}", "order-00000000-0000-0000-0000-000000000000")
            .replace("{number}", "999999")
            .replaceAll("\\{[^}]+\\}", "nothing");
    // No request is a good one: nothing is changed by whoever is let in.
    return send(words[0], path, words[0].equals("GET") ? "" : "{", "Authorization", authorization);
  }

  private static String idOf(String path) {
    var kind = path.contains("/shipments/") ? "shipment-" : "order-";
    return kind + "00000000-0000-0000-0000-000000000000";
  }

  private static boolean isLetIn(Reply reply) {
    if (reply.status() == 403) {
      assertThat(reply.body().path("type").asString()).isEqualTo(FORBIDDEN);
    }
    return Set.of(401, 403).stream().noneMatch(refusal -> refusal == reply.status());
  }
}
