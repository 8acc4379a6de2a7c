package io.daybook.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The body of a bulk request. Its lines are read one by one, so that a bad one harms no other.
 *
 * @param lines each as the body of the endpoint for one of them
 */
public record BulkRequest(
    @NotNull @Size(min = 1, max = BulkRequest.MAX_LINES) List<JsonNode> lines) {
  static final int MAX_LINES = 1_000;
}
