package io.daybook.sandbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the sandbox answers. */
record Reply(int status, @Nullable JsonNode body) {}
