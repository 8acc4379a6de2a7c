package io.daybook.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InnerNetworksTest {
  private final InnerNetworks inner = new InnerNetworks(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.1",
        "127.8.8.8",
        "168.63.129.16",
        "169.254.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.168.0.1",
        "192.168.255.255",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.9",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "febf::1",
        "fc00::1",
        "fdff::1",
        "fd00:ec2::254",
        "ff02::1",
        "fec0::1",
        "::10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2001::1",
        "2001:0:53aa:64c::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "100::1",
        "5f00::1"
      })
  void no_inner_address_is_called(String address) {
    assertThat(inner.has(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "168.63.129.17",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450::1",
        "2001:4860:4860::8888",
        "64:ff9b::101:101"
      })
  void addresses_of_the_internet_are(String address) {
    assertThat(inner.has(InetAddress.ofLiteral(address))).isFalse();
  }

  /** The JDK makes such an address one of IPv4; whoever makes it otherwise is not believed. */
  @Test
  void an_address_of_ipv4_within_one_of_ipv6_is_looked_at() throws UnknownHostException {
    var mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    mapped[12] = 127;
    mapped[15] = 1;
    assertThat(inner.has(InetAddress.getByAddress(mapped))).isTrue();
    assertThat(inner.has(InetAddress.ofLiteral("::ffff:169.254.169.254"))).isTrue();
    assertThat(inner.has(InetAddress.ofLiteral("::ffff:1.1.1.1"))).isFalse();
  }

  @Test
  void further_networks_can_be_refused() {
    var more = new InnerNetworks(List.of("9.9.0.0/16", "2606:4700::/32"));
    assertThat(more.has(InetAddress.ofLiteral("9.9.9.9"))).isTrue();
    assertThat(more.has(InetAddress.ofLiteral("9.8.9.9"))).isFalse();
    assertThat(more.has(InetAddress.ofLiteral("2606:4700:4700::1111"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/x", "example.org/8", "::/129"})
  void what_is_no_network_stops_the_start(String text) {
    assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
