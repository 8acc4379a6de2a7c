package io.daybook.schema.operation;

import java.util.List;

/**
 * One thing that was asked for.
 *
 * @param at a query of GraphQL, such as {@code auditLog}, or a path of HTTP
 */
public record Look(String at, List<LookArgument> arguments) {}
