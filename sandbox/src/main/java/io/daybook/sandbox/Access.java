package io.daybook.sandbox;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked, and by whom. A page in a browser may send simple requests to any server that
 * the browser reaches, so whatever changes something is refused to pages of others, and what aims
 * the sandbox itself takes JSON only, which no page can send unasked.
 */
final class Access {
  private static final Set<String> READ = Set.of("GET");
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  private Access() {}

  /** Why a request is refused, or null. */
  static @Nullable Reply refusal(Request request) {
    if (!methods(request.path()).contains(request.method())) {
      return refused(405, "method_not_allowed", request.method() + " " + request.path());
    }
    if (request.method().equals("GET")) {
      return null;
    }
    if (isForeign(request.origin())) {
      return refused(403, "foreign_origin", "Pages of " + request.origin() + " may not ask this");
    }
    var json = request.type().toLowerCase(Locale.ROOT).startsWith("application/json");
    return isOwn(request.path()) && !json
        ? refused(415, "unsupported_media_type", "Content-Type must be application/json")
        : null;
  }

  /** The methods of a path; what is nowhere may be looked for. */
  static Set<String> methods(String path) {
    if (path.matches("/v1/payment_intents/[^/]+/(capture|cancel)")) {
      return Set.of("POST");
    } else if (path.matches("/carrier/bookings/[^/]+")) {
      return Set.of("GET", "PUT", "DELETE");
    }
    return switch (path) {
      case "/v1/payment_intents", "/v1/refunds" -> Set.of("GET", "POST");
      case "/faults", "/clock" -> Set.of("GET", "PUT");
      case "/webhook" -> Set.of("PUT");
      default -> READ;
    };
  }

  private static boolean isOwn(String path) {
    return switch (path) {
      case "/faults", "/clock", "/webhook" -> true;
      default -> false;
    };
  }

  /** A page's name may have been made to lead here, so only names of this machine are trusted. */
  private static boolean isForeign(@Nullable String origin) {
    if (origin == null) {
      return false;
    }
    try {
      var host = URI.create(origin).getHost();
      return host == null || !HERE.contains(host);
    } catch (IllegalArgumentException unreadable) {
      return true;
    }
  }

  private static Reply refused(int status, String code, String why) {
    return ProviderError.reply(status, "invalid_request_error", code, why);
  }
}
