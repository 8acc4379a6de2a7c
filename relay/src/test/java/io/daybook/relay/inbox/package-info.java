/** The inbox without Kafka, database or commands. */
package io.daybook.relay.inbox;
