/**
 * What people read of the API: its document, which is made in a test and committed, and pages that
 * show it, for which nothing comes from another network.
 */
@NullMarked
package io.daybook.app.contract;

import org.jspecify.annotations.NullMarked;
