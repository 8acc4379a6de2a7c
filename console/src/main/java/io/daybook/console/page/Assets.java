package io.daybook.console.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Our style and our script. A browser keeps them until they change, which changes their address.
 */
@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {
  private static final String PLACE = "/console-assets/";

  private volatile @Nullable String version;

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/console/assets/**")
        .addResourceLocations("classpath:" + PLACE)
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(30)).cachePublic());
  }

  /** What is in them, in short. */
  String version() {
    var known = version;
    if (known == null) {
      known = sum();
      version = known;
    }
    return known;
  }

  private static String sum() {
    var sum = new CRC32();
    for (var name : new String[] {"console.css", "console.js"}) {
      try (var file = Assets.class.getResourceAsStream(PLACE + name)) {
        if (file == null) {
          throw new IllegalStateException(name + " is not there");
        }
        sum.update(file.readAllBytes());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return Long.toHexString(sum.getValue());
  }
}
