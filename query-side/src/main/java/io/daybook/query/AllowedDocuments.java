package io.daybook.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Answers only documents that somebody has looked at, where there is a list of them. Space around a
 * document does not count; every other character does.
 */
@Component
@Order(0)
final class AllowedDocuments implements WebGraphQlInterceptor {
  private static final String HASH = "[0-9a-fA-F]{64}";

  private final @Nullable Set<String> hashes;

  AllowedDocuments(GraphQlProperties properties) {
    this.hashes = properties.allowList() == null ? null : read(properties.allowList());
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    return hashes == null || hashes.contains(hashOf(request.getDocument()))
        ? chain.next(request)
        : QueryGate.refused(request, "NOT_ALLOWED", "this document is not on the list");
  }

  static String hashOf(String document) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(document.strip().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-256", missing);
    }
  }

  private static Set<String> read(Path list) {
    try {
      if (!Files.isDirectory(list)) {
        return Files.readAllLines(list).stream()
            .map(line -> line.replaceFirst("\\s.*", ""))
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(line -> checked(list, line))
            .collect(Collectors.toUnmodifiableSet());
      }
      try (Stream<Path> files = Files.list(list)) {
        return files
            .filter(file -> file.toString().endsWith(".graphql"))
            .map(file -> hashOf(text(file)))
            .collect(Collectors.toUnmodifiableSet());
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("daybook.graphql.allow-list cannot be read", unreadable);
    }
  }

  private static String checked(Path list, String line) {
    if (!line.matches(HASH)) {
      throw new IllegalArgumentException(list + " has a line that is no SHA-256: " + line);
    }
    return line.toLowerCase(Locale.ROOT);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
