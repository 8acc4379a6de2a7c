package io.daybook.app.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.daybook.app.secret.SecretFiles;
import io.daybook.web.access.AuthProperties;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The issuer that comes with the platform: its name, its key, and an account for each role. RSA,
 * because verifying is what happens a thousand times as often as signing, and is cheap with it.
 *
 * @param name as in {@code iss}
 * @param secrets of the accounts, by name
 */
record OwnIssuer(String name, RSAKey key, Map<String, String> secrets) {
  private static final int KEY_BITS = 2048;
  private static final String KEY = "key.json";
  private static final String ACCOUNTS = "accounts.properties";

  /** The customer of the README; the others are called as their roles. */
  private static final String CUSTOMER = "ada";

  /**
   * The client by which people sign in; its secret is for the two ends of one process, or shared.
   */
  static final String CONSOLE = "console";

  /** Who signs in on a page; the other roles are those of services. */
  static final Set<Role> PEOPLE =
      Set.copyOf(
          EnumSet.complementOf(
              EnumSet.of(Role.INTEGRATOR, Role.IMPORTER, Role.CARRIER, Role.SCRAPER)));

  OwnIssuer {
    secrets = Map.copyOf(secrets);
  }

  /**
   * Reads key and accounts from the directory, in which they are made when they are missing.
   *
   * @throws IOException when they cannot be read or kept
   */
  static OwnIssuer in(Path directory, String name, AuthProperties properties) throws IOException {
    var key = SecretFiles.readOrMake(directory.resolve(KEY), OwnIssuer::newKey);
    var accounts = SecretFiles.readOrMake(directory.resolve(ACCOUNTS), OwnIssuer::newAccounts);
    var known = new Properties();
    known.load(new StringReader(accounts));
    var secrets = new LinkedHashMap<String, String>();
    var common = properties.accountSecret();
    for (var role : Role.values()) {
      var account = accountOf(role);
      var secret = common == null ? known.getProperty(account, "") : common;
      if (!secret.isBlank()) {
        secrets.put(account, secret);
      }
    }
    secrets.put(CONSOLE, common == null ? SecretFiles.random() : common);
    try {
      return new OwnIssuer(name, RSAKey.parse(key), secrets);
    } catch (ParseException unreadable) {
      throw new IOException(directory.resolve(KEY) + " is no key", unreadable);
    }
  }

  /** The account that has a role, and no other. */
  static String accountOf(Role role) {
    return role == Role.CUSTOMER ? CUSTOMER : role.scope();
  }

  /** The role of an account, if there is one of this name and a secret for it. */
  Optional<Role> roleOf(String account) {
    return Arrays.stream(Role.values())
        .filter(role -> accountOf(role).equals(account) && secrets.containsKey(account))
        .findFirst();
  }

  /** Where the key is, for who signs and who verifies. */
  JWKSource<SecurityContext> keys() {
    return new ImmutableJWKSet<>(new JWKSet(key));
  }

  private static String newKey() throws IOException {
    try {
      return new RSAKeyGenerator(KEY_BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyID(UUID.randomUUID().toString())
          .generate()
          .toJSONString();
    } catch (JOSEException impossible) {
      throw new IOException("No key could be made", impossible);
    }
  }

  private static String newAccounts() {
    return Arrays.stream(Role.values())
        .map(role -> accountOf(role) + "=" + SecretFiles.random() + "\n")
        .collect(Collectors.joining("", "# The accounts of the embedded issuer.\n", ""));
  }
}
