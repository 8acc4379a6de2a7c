package io.daybook.app.privacy;

import io.daybook.app.settings.ContradictionException;
import io.daybook.privacy.ErasureRegister;
import io.daybook.privacy.PrivacyProperties;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The register of erasures in the file of the settings; without one, in the directory of the master
 * key, if the database is our own too.
 */
@Configuration(proxyBeanMethods = false)
public class RegisterOfErasures {
  private static final Logger log = LoggerFactory.getLogger(RegisterOfErasures.class);
  private static final String FILE = "erasures.jsonl";

  @Bean
  ErasureRegister erasureRegister(PrivacyProperties properties, Environment environment) {
    var file = properties.register();
    if (file == null) {
      if (environment.getProperty("daybook.database", "embedded").equals("external")) {
        log.warn(
            "daybook.privacy.register is not set: a backup of the whole database brings back who was erased after it");
        return ErasureRegister.none();
      }
      file = properties.directory().resolve(FILE);
    }
    try {
      return ErasureRegister.in(file);
    } catch (IOException unusable) {
      throw new ContradictionException(
          "The register of erasures (daybook.privacy.register) is unusable: " + unusable + ".",
          "Name a file that this process can read and write. If a line of it is damaged, take the register of another"
              + " process, or mend the line: without it somebody may come back who was erased.");
    }
  }
}
