package io.daybook.app.access;

import io.daybook.app.settings.ContradictionException;
import io.daybook.web.access.AuthProperties;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * {@code daybook auth}: the issuer alone, without a platform and without a database, for several
 * platforms on a database elsewhere. It is for trying, as the sandbox is: in production {@code
 * daybook.auth.issuer} is the address of an identity provider.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  ServletWebSecurityAutoConfiguration.class,
  SecurityFilterAutoConfiguration.class
})
@EnableConfigurationProperties(AuthProperties.class)
@Import(OwnIssuerConfiguration.class)
public class AuthServer {

  /**
   * Runs it until it is told to stop.
   *
   * @param settings {@code --daybook.auth.issuer=}, by which the platforms reach it, and others
   */
  public static ConfigurableApplicationContext run(List<String> settings) {
    var all = new ArrayList<String>();
    // Cookies do not know ports: a console on the same machine has another one.
    all.add("--server.servlet.session.cookie.name=daybook-issuer");
    all.addAll(settings);
    return SpringApplication.run(AuthServer.class, all.toArray(String[]::new));
  }

  @Bean
  OwnIssuer issuer(AuthProperties properties) throws IOException {
    var name = properties.issuer();
    if (name == null) {
      throw new ContradictionException(
          "The issuer has no name.",
          "Set daybook.auth.issuer to the address by which the platforms reach it.");
    }
    return OwnIssuer.in(properties.directory(), name, properties);
  }

  /** Beside the endpoints of the issuer there is nothing. */
  @Bean
  SecurityFilterChain nothingElse(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll()).build();
  }
}
