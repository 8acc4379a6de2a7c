/** What queries cost, and that the schema says what is so. */
package io.daybook.query;
