/**
 * Tests of the house itself: what may depend on what, who owns which table, documents that are
 * true.
 */
package io.daybook.app.rules;
