/**
 * A warehouse beside Daybook. It hears over Kafka which parcels shall leave, keeps its own pick
 * list and its own shelves in its own PostgreSQL schema, and tells over Kafka what has come and
 * gone. Look first at {@code Intake}, which hears, then at {@code Picker} and {@code Answers}.
 */
@NullMarked
package com.example.warehouse;

import org.jspecify.annotations.NullMarked;
