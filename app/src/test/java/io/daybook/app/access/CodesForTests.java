package io.daybook.app.access;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives tokens for codes. A code says itself whose it is, so nobody has to sign in; without the
 * proof of PKCE none is taken.
 */
public final class CodesForTests implements HttpHandler {
  private final Function<Consumer<JWTClaimsSet.Builder>, String> signer;

  CodesForTests(Function<Consumer<JWTClaimsSet.Builder>, String> signer) {
    this.signer = signer;
  }

  /** The code of somebody who has just signed in. */
  public static String codeOf(String subject, Role... roles) {
    var scopes = Arrays.stream(roles).map(Role::scope).collect(Collectors.joining(" "));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((subject + "\n" + scopes).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var form = formOf(exchange);
    var isProven = form.getOrDefault("code_verifier", "").length() >= 43;
    var body = isProven ? answer(form.getOrDefault("code", "")) : "{\"error\":\"invalid_grant\"}";
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(isProven ? 200 : 400, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String answer(String code) {
    var parts =
        new String(Base64.getUrlDecoder().decode(code), StandardCharsets.UTF_8).split("\n", -1);
    var token = signer.apply(claims -> claims.subject(parts[0]).claim("scope", parts[1]));
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of("access_token", token, "token_type", "Bearer", "expires_in", 3600));
  }

  private static Map<String, String> formOf(HttpExchange exchange) throws IOException {
    var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return Arrays.stream(text.split("&", -1))
        .map(part -> part.split("=", 2))
        .collect(
            Collectors.toMap(
                part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
  }
}
