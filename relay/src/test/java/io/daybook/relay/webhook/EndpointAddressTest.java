package io.daybook.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointAddressTest {
  private final EndpointAddress safe = new EndpointAddress(false, new InnerNetworks(List.of()));
  private final EndpointAddress unsafe = new EndpointAddress(true, new InnerNetworks(List.of()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/hooks",
        "HTTPS://shop.example:8443/a?b=c",
        "https://1.1.1.1/",
        "https://[2606:4700:4700::1111]/",
        "https://xn--bcher-kva.example"
      })
  void an_address_of_the_internet_will_do(String address) {
    assertThat(safe.wrongIn(address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "shop.example",
        "http://shop.example/",
        "ftp://shop.example/",
        "file:///etc/passwd",
        "https:///hooks",
        "https://",
        "https:shop.example",
        "https://user:password@shop.example/",
        "https://shop.example/#part",
        "https://shop.example:0/",
        "https://shop.example:70000/",
        "https://shop example/",
        "https://b\u00fccher.example\u0000/",
        "https://localhost/",
        "https://LocalHost:8080/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[fd00:ec2::254]/",
        "https://[fe80::1%25eth0]/"
      })
  void others_are_refused_without_a_look_up(String address) {
    assertThat(safe.wrongIn(address)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080/hooks", "http://10.0.0.1/", "https://[::1]/"})
  void in_development_inner_ones_will_do(String address) {
    assertThat(unsafe.wrongIn(address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://localhost/", "http://", "http://a@localhost/"})
  void and_others_will_not_even_then(String address) {
    assertThat(unsafe.wrongIn(address)).isPresent();
  }
}
