package io.daybook.web.access;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code daybook.cors.*}.
 *
 * @param origins of pages elsewhere that may ask from within a browser, such as {@code
 *     https://shop.example}; none unless told
 */
@ConfigurationProperties("daybook.cors")
record CorsProperties(@DefaultValue List<String> origins) {}
