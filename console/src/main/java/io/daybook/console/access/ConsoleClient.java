package io.daybook.console.access;

import org.springframework.security.oauth2.client.registration.ClientRegistration;

/**
 * As what the console is known to the issuer whose tokens count. Where the platform is its own
 * issuer it provides this; otherwise the issuer is asked for its metadata.
 */
@FunctionalInterface
public interface ConsoleClient {
  /** The name of the one registration. */
  String REGISTRATION = "daybook";

  /** Where the issuer sends whoever has signed in. */
  String SIGNED_IN = "/console/signed-in";

  /** Asked for once, when somebody signs in for the first time. */
  ClientRegistration registration();
}
