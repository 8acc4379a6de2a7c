package io.daybook.relay.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form that the address of a webhook has to have. Where its name leads is checked whenever it
 * is called: it may be another place by then. Only what needs no look-up is refused here, so that
 * nobody learns from an answer which names exist inside.
 */
final class EndpointAddress {
  static final int LONGEST = 2_000;

  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|.*:.*");
  private static final int LAST_PORT = 65_535;

  private final boolean unsafe;
  private final InnerNetworks inner;

  /**
   * @param unsafe whether http and addresses of inner networks will do, in development
   */
  EndpointAddress(boolean unsafe, InnerNetworks inner) {
    this.unsafe = unsafe;
    this.inner = inner;
  }

  /** What is wrong with an address, as the end of a sentence that begins with its name. */
  Optional<String> wrongIn(String text) {
    if (text.length() > LONGEST) {
      return Optional.of("must have at most " + LONGEST + " characters");
    }
    URI address;
    try {
      address = new URI(text);
    } catch (URISyntaxException _) {
      return Optional.of("must be an address, such as https://shop.example/hooks");
    }
    var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("https") || (unsafe && scheme.equals("http")))) {
      return Optional.of("must begin with https://");
    }
    if (address.getHost() == null || address.getPort() == 0 || address.getPort() > LAST_PORT) {
      return Optional.of("must name a host");
    }
    if (address.getUserInfo() != null || address.getFragment() != null) {
      return Optional.of("must have no user and no fragment");
    }
    return !unsafe && isInner(address.getHost())
        ? Optional.of("must be reachable from the Internet")
        : Optional.empty();
  }

  /** Written as a number, or the name of every host for itself; other names are not looked up. */
  private boolean isInner(String host) {
    var name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      return inner.has(InetAddress.ofLiteral(name));
    } catch (IllegalArgumentException _) {
      return name.equalsIgnoreCase("localhost") || NUMERIC.matcher(name).matches();
    }
  }
}
