package io.daybook.app.privacy;

import io.daybook.app.secret.SecretFiles;
import io.daybook.app.settings.ContradictionException;
import io.daybook.privacy.MasterKey;
import io.daybook.privacy.PrivacyProperties;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The master key of the settings; without one, that of a file, if the database is our own too. A
 * bean of another kind, which asks a service, takes the place of both.
 */
@Configuration(proxyBeanMethods = false)
public class MasterKeys {
  private static final String FILE = "master.key";

  @Bean
  @ConditionalOnMissingBean
  MasterKey masterKey(PrivacyProperties properties, Environment environment) throws IOException {
    var key = properties.masterKey();
    if (key == null) {
      if (environment.getProperty("daybook.database", "embedded").equals("external")) {
        throw new ContradictionException(
            "The database is elsewhere (daybook.database=external), and there is no master key for personal data.",
            "Set daybook.privacy.master-key to 32 random bytes in base64 (openssl rand -base64 32), and keep them where"
                + " the database is not. The one in a file is for the embedded database only.");
      }
      key = SecretFiles.readOrMake(properties.directory().resolve(FILE), SecretFiles::random);
    }
    try {
      return MasterKey.held(key, properties.formerMasterKeys());
    } catch (IllegalArgumentException unusable) {
      throw new ContradictionException(
          "daybook.privacy.master-key is unusable: " + unusable.getMessage() + ".",
          "openssl rand -base64 32 makes one.");
    }
  }
}
