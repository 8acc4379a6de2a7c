package io.daybook.relay.webhook;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that no call of ours may go to, because they are not of the Internet: whoever names
 * the address of a webhook must not have us call what only we can reach. The ranges are those of
 * IANA's registries of special-purpose addresses (RFC 6890) that are not globally reachable, and
 * those that carry another address within.
 */
final class InnerNetworks {
  private static final List<Network> FOUR =
      networks(
          "0.0.0.0/8", // this host, this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // shared by carriers; Alibaba's metadata
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // Azure's metadata, at an address that looks like any other
          "169.254.0.0/16", // link-local; the metadata of most clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocols; Oracle's metadata
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // relays to IPv6
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, and broadcast

  /** All that is global; loopback, link-local, unique local, multicast and others lie outside. */
  private static final Network GLOBAL_SIX = Network.parse("2000::/3");

  private static final List<Network> SIX =
      networks(
          "2001::/23", // protocols, and Teredo, which carries an address of IPv4
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4, which carries an address of IPv4
          "3fff::/20"); // documentation

  /** Where a translator reaches the IPv4 address in the last four bytes (RFC 6052). */
  private static final Network TRANSLATED = Network.parse("64:ff9b::/96");

  private static final int FOUR_BYTES = 4;
  private static final int SIX_BYTES = 16;
  private static final int MAPPED_AT = 12;

  private final List<Network> others;

  /**
   * @param others further ranges that nobody may have called
   */
  InnerNetworks(List<String> others) {
    this.others = others.stream().map(Network::parse).toList();
  }

  /** Whether an address is one of them. */
  boolean has(InetAddress address) {
    return has(address.getAddress());
  }

  private boolean has(byte[] address) {
    if (others.stream().anyMatch(network -> network.has(address))) {
      return true;
    }
    if (address.length == FOUR_BYTES) {
      return FOUR.stream().anyMatch(network -> network.has(address));
    }
    if (isMapped(address) || TRANSLATED.has(address)) {
      return has(Arrays.copyOfRange(address, MAPPED_AT, SIX_BYTES));
    }
    return !GLOBAL_SIX.has(address) || SIX.stream().anyMatch(network -> network.has(address));
  }

  /** ::ffff:a.b.c.d, which the JDK as a rule makes an address of IPv4 by itself. */
  private static boolean isMapped(byte[] address) {
    for (int i = 0; i < MAPPED_AT; i++) {
      if (address[i] != (byte) (i < MAPPED_AT - 2 ? 0 : 0xff)) {
        return false;
      }
    }
    return true;
  }

  private static List<Network> networks(String... written) {
    return Stream.of(written).map(Network::parse).toList();
  }
}
