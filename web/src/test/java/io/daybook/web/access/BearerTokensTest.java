package io.daybook.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** Answers as Spring Security's own does. */
class BearerTokensTest {
  private final BearerTokenResolver ours = new BearerTokens();
  private final BearerTokenResolver springs = new DefaultBearerTokenResolver();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer a",
        "Bearer abc.DEF-0_9~+/==",
        "bearer abc",
        "BEARER abc=",
        "Basic YWRhOnNlY3JldA==",
        "Basic Bearer abc",
        "",
        "Bear abc"
      })
  void finds_what_is_there(String header) {
    var request = with(header);
    assertThat(ours.resolve(request)).isEqualTo(springs.resolve(request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearerabc",
        "Bearer  abc",
        "Bearer abc ",
        "Bearer abc def",
        "Bearer =",
        "Bearer ==a",
        "Bearer a=b",
        "Bearer abc,def",
        "Bearer \u00e4",
        "Bearer\tabc"
      })
  void refuses_what_is_malformed(String header) {
    var request = with(header);
    assertThatThrownBy(() -> springs.resolve(request))
        .isInstanceOf(OAuth2AuthenticationException.class);
    assertThatThrownBy(() -> ours.resolve(request))
        .isInstanceOf(OAuth2AuthenticationException.class)
        .hasMessage("Bearer token is malformed");
  }

  @Test
  void finds_none_where_there_is_no_header_or_another_place() {
    var request = new MockHttpServletRequest("POST", "/api/orders");
    request.setParameter("access_token", "abc");
    assertThat(ours.resolve(request)).isNull();
  }

  private static MockHttpServletRequest with(String header) {
    var request = new MockHttpServletRequest("POST", "/api/orders");
    request.addHeader("Authorization", header);
    return request;
  }
}
